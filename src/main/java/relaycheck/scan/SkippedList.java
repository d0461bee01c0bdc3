package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relaycheck.target.Skipped;
import relaycheck.target.TargetSpec;

/** What is not scanned, with the reason; of one spec and reason the first ones by name and the rest by number. */
final class SkippedList {
    /** So many are named; a prefix that is skipped as a whole must not fill memory and report. */
    private static final int NAMED = 100;

    private final List<Skipped> named = new ArrayList<>();
    private final Map<Skipped, Long> counts = new LinkedHashMap<>();

    synchronized void add(Skipped skipped, TargetSpec spec) {
        Skipped listed = skipped.listedAs(spec);
        if (counts.merge(listed.kind(), 1L, Long::sum) <= NAMED) {
            named.add(listed);
        }
    }

    synchronized void add(Skipped whole) {
        named.add(whole);
    }

    synchronized ImmutableList<Skipped> all() {
        ImmutableList.Builder<Skipped> all = ImmutableList.<Skipped>builder().addAll(named);
        counts.forEach((kind, count) -> {
            if (count > NAMED) {
                all.add(Skipped.more(kind, count - NAMED));
            }
        });
        return all.build();
    }
}
