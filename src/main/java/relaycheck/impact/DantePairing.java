package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Dante says of a connection to elsewhere: that it stands ({@code [}), that it ended ({@code ]}), or that it was
 * blocked. One that began is a use; of one whose beginning is not logged the end tells, by its bytes or its reason.
 */
final class DantePairing implements Pairing {
    private static final Pattern CONNECT =
            Pattern.compile("info: (pass|block)\\((\\d{1,9})\\): tcp/connect ([\\[\\]]): (.*)", Pattern.DOTALL);
    /** {@code 192.0.2.1.33000 198.51.100.7.1080 -> 198.51.100.7.47509 203.0.113.1.80}: client, in, out, destination. */
    private static final Pattern WAY = Pattern.compile("(\\S+) \\S+ -> \\S+ (\\S+?):?(?: .*)?", Pattern.DOTALL);
    /** The same with the bytes of each leg; those that came from the destination stand last, then the reason. */
    private static final Pattern ENDED = Pattern.compile(
            "\\d+ -> (\\S+) \\S+ -> \\d+, \\d+ -> \\S+ (\\S+) -> (\\d{1,18})(?:: )?(.*)", Pattern.DOTALL);

    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("(\\S+) \\S+: could not resolve hostname \"([^\"]+)\".*", Pattern.DOTALL);

    private static final String FAILED = "remote peer error";
    /** Dante serves fewer sessions at once by itself; a hostile log is not bounded. */
    private static final int MAX_OPEN = 20_000;

    private final Set<String> open = new HashSet<>();
    /** Rules that log beginnings: an end alone is then of a connection that began in an earlier file. */
    private final Set<String> loggingBeginnings = new HashSet<>();

    static boolean matters(String message) {
        return message.startsWith("info: ")
                && (message.contains(": tcp/connect [: ") || message.contains(": tcp/connect ]: "));
    }

    @Override
    public ImmutableList<RelayRequest> add(Sighting.Message message) {
        Matcher connect = CONNECT.matcher(message.text());
        if (!connect.matches()) {
            return ImmutableList.of();
        }
        String rest = connect.group(4);
        if (connect.group(1).equals("block")) {
            return blocked(rest, message);
        }
        return connect.group(3).equals("[")
                ? began(connect.group(2), rest, message)
                : ended(connect.group(2), rest, message);
    }

    @Override
    public ImmutableList<RelayRequest> finish() {
        open.clear();
        return ImmutableList.of();
    }

    private ImmutableList<RelayRequest> began(String rule, String rest, Sighting.Message message) {
        Matcher way = WAY.matcher(rest);
        if (!way.matches()) {
            return ImmutableList.of();
        }
        if (open.size() >= MAX_OPEN) {
            open.clear();
        }
        if (loggingBeginnings.size() < MAX_OPEN) {
            loggingBeginnings.add(rule);
        }
        open.add(way.group(1) + " " + way.group(2));
        return request(way.group(1), way.group(2), message, true);
    }

    private ImmutableList<RelayRequest> ended(String rule, String rest, Sighting.Message message) {
        Matcher ended = ENDED.matcher(rest);
        if (!ended.matches() || open.remove(ended.group(1) + " " + ended.group(2))) {
            return ImmutableList.of();
        }
        boolean use = Long.parseLong(ended.group(3)) > 0 || !ended.group(4).startsWith(FAILED);
        return use && loggingBeginnings.contains(rule)
                ? ImmutableList.of()
                : request(ended.group(1), ended.group(2), message, use);
    }

    private static ImmutableList<RelayRequest> blocked(String rest, Sighting.Message message) {
        Matcher unknown = UNKNOWN_NAME.matcher(rest);
        if (unknown.matches()) {
            return request(unknown.group(1), unknown.group(2) + ".", message, false);
        }
        Matcher way = WAY.matcher(rest);
        return way.matches() ? request(way.group(1), way.group(2), message, false) : ImmutableList.of();
    }

    /** An address, a dot and a port; before a client's the name under which he logged in may stand. */
    private static ImmutableList<RelayRequest> request(
            String client, String destination, Sighting.Message message, boolean use) {
        String source = client.substring(client.lastIndexOf('@') + 1);
        int port = destination.lastIndexOf('.');
        String target = port < 0 ? destination : destination.substring(0, port) + ":" + destination.substring(port + 1);
        return RelayRequest.of("CONNECT", target, RelayRequest.told(withoutPort(source), message)).stream()
                .map(asked -> asked.byProxy(use))
                .collect(ImmutableList.toImmutableList());
    }

    private static String withoutPort(String place) {
        int dot = place.lastIndexOf('.');
        return dot < 0 ? place : place.substring(0, dot);
    }
}
