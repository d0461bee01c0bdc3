package relaycheck.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.scan.ScanCanary;
import relaycheck.scan.ScanSettings;
import relaycheck.target.Endpoint;
import relaycheck.target.Shard;
import relaycheck.target.Target;

/** The endpoint that stands for all of them where a scan tests itself, and says from where it asks, before it asks any. */
final class FirstEndpoint {
    /** They come interleaved: what is none of so many are few. */
    private static final int LOOKED_AT = 4096;

    private FirstEndpoint() {}

    /** The first that will be asked; where none of many will, the first in the scope; nothing where none is in it. */
    static Optional<Endpoint> of(ScanSettings settings, ScanCanary canary) {
        Endpoint first = of(settings, canary, settings.shard());
        return Optional.ofNullable(
                first == null
                        ? of(
                                settings, canary,
                                Shard.ALL) // a part of a short list may be empty, and is told like the others
                        : first);
    }

    private static @Nullable Endpoint of(ScanSettings settings, ScanCanary canary, Shard shard) {
        Endpoint admitted = null;
        int looked = 0;
        for (Target target : settings.targets().targets(shard)) {
            if (settings.scope().objection(target.address()).isEmpty()) {
                Endpoint endpoint = target.endpoints().get(0);
                if (isDialled(settings, endpoint) && !canary.towards(endpoint).isEmpty()) {
                    return endpoint;
                }
                admitted = admitted == null ? endpoint : admitted;
            }
            looked++;
            if (admitted != null && looked >= LOOKED_AT) {
                break;
            }
        }
        return admitted;
    }

    private static boolean isDialled(ScanSettings settings, Endpoint endpoint) {
        return settings.source().isEmpty()
                || settings.source().get().getClass() == endpoint.address().getClass();
    }
}
