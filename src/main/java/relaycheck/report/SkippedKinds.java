package relaycheck.report;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;

/** What was listed and not asked, by spec and reason. */
public final class SkippedKinds {
    private SkippedKinds() {}

    /** How many there are of each of the first kinds: a prefix of which nothing is scanned is one, told by its first address. */
    public static ImmutableMap<Skipped, Long> of(Iterable<Skipped> all, int most) {
        Map<String, Skipped> kinds = new HashMap<>();
        Map<Skipped, Long> counts = new LinkedHashMap<>();
        for (Skipped skipped : all) {
            Skipped kind = skipped.kind();
            String key = kind.spec() + '\n' + withoutAddress(kind.why(), skipped);
            if (kinds.size() < most || kinds.containsKey(key)) {
                counts.merge(kinds.computeIfAbsent(key, first -> kind), skipped.count(), Long::sum);
            }
        }
        return ImmutableMap.copyOf(counts);
    }

    /** Some reasons name the address, so that what helps can be copied. */
    private static String withoutAddress(String why, Skipped skipped) {
        return skipped.endpoint()
                .map(Endpoint::address)
                .map(address -> why.replace(InetAddresses.toAddrString(address), ""))
                .orElse(why);
    }

    /** What to put behind a reason that holds for so many. */
    public static String times(long count) {
        return count == 1 ? "" : " (" + count + "×)";
    }
}
