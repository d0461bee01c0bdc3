package relaycheck.report;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import relaycheck.target.Skipped;

/** What was listed and not asked, by spec and reason. */
public final class SkippedKinds {
    private SkippedKinds() {}

    /** How many there are of each of the first kinds: a prefix of which nothing is scanned is one. */
    public static ImmutableMap<Skipped, Long> of(Iterable<Skipped> all, int most) {
        Map<Skipped, Long> counts = new LinkedHashMap<>();
        for (Skipped skipped : all) {
            Skipped kind = skipped.kind();
            if (counts.size() < most || counts.containsKey(kind)) {
                counts.merge(kind, skipped.count(), Long::sum);
            }
        }
        return ImmutableMap.copyOf(counts);
    }

    /** What to put behind a reason that holds for so many. */
    public static String times(long count) {
        return count == 1 ? "" : " (" + count + "×)";
    }
}
