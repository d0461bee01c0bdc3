package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/** The logs that tell one request on several lines, each with its {@link Pairing}. */
final class Pairings {
    private final TinyproxyPairing tinyproxy = new TinyproxyPairing();
    private final DantePairing dante = new DantePairing();
    private final PrivoxyPairing privoxy = new PrivoxyPairing();

    /** Whether a message of such a log tells anything that is needed to put requests together. */
    static boolean matters(LineFields.Kind kind, String message) {
        return switch (kind) {
            case TINYPROXY -> TinyproxyPairing.matters(message);
            case DANTE -> DantePairing.matters(message);
            case PRIVOXY -> PrivoxyPairing.matters(message);
            case WEB_SERVER, PROXY, RELAYED, ANSWERED_ITSELF -> false;
        };
    }

    ImmutableList<RelayRequest> add(Sighting.Message message) {
        return switch (message.kind()) {
            case TINYPROXY -> tinyproxy.add(message);
            case DANTE -> dante.add(message);
            case PRIVOXY -> privoxy.add(message);
            case WEB_SERVER, PROXY, RELAYED, ANSWERED_ITSELF -> ImmutableList.of();
        };
    }

    /** A request that stands on one line: what is to be counted of it, since messages may have told it before. */
    ImmutableList<RelayRequest> lastOf(RelayRequest line) {
        return privoxy.lastOf(line);
    }

    ImmutableList<RelayRequest> finish() {
        return Stream.of(tinyproxy, dante, privoxy)
                .flatMap(pairing -> pairing.finish().stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** What the logs do not say, and a reader has to know. */
    ImmutableList<String> gaps() {
        ImmutableList.Builder<String> gaps = ImmutableList.builder();
        if (privoxy.isBlind()) {
            gaps.add(
                    "Privoxy's log says which requests it turned down only with debug 1024: all that it names are taken for"
                            + " relayed");
        }
        if (privoxy.isUnnamed()) {
            gaps.add(
                    "Privoxy's log names its clients only with debug 2 or debug 512: - may be anybody, programs of this host"
                            + " as well");
        }
        return gaps.build();
    }
}
