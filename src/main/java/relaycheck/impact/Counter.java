package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts and uses by key in bounded memory: exactly for the first keys, and for those that come when there is
 * no more room by a sketch that keeps the most frequent with counts that are never too high.
 */
final class Counter<K> {
    /** The sketches' size, a power of two: about a megabyte each, and an error of 1/12,288 of what they hold. */
    private static final int SKETCH_SIZE = 16_384;

    private final int limit;
    private final Map<K, Count> exact = new HashMap<>();
    private @Nullable ItemsSketch<K> attempts;
    private @Nullable ItemsSketch<K> uses;

    /** What is known of one key; a time that is not known is {@link LogClock#NONE}. */
    record Tallied<K>(K key, long attempts, long uses, long first, long last) {}

    Counter(int limit) {
        this.limit = limit;
    }

    void add(K key, boolean use, long time) {
        Count count = exact.get(key);
        if (count == null && exact.size() < limit) {
            count = new Count();
            exact.put(key, count);
        }
        if (count != null) {
            count.add(use, time);
            return;
        }
        if (attempts == null || uses == null) {
            attempts = new ItemsSketch<>(SKETCH_SIZE);
            uses = new ItemsSketch<>(SKETCH_SIZE);
        }
        (use ? uses : attempts).update(key);
    }

    boolean isExact() {
        return attempts == null;
    }

    /** Most uses first, then most attempts. */
    ImmutableList<Tallied<K>> sorted() {
        List<Tallied<K>> all = new ArrayList<>();
        exact.forEach((key, count) -> all.add(new Tallied<>(key, count.attempts, count.uses, count.first, count.last)));
        if (attempts != null && uses != null) {
            approximate(attempts, uses, all);
        }
        all.sort((a, b) -> a.uses() != b.uses()
                ? Long.compare(b.uses(), a.uses())
                : a.attempts() != b.attempts()
                        ? Long.compare(b.attempts(), a.attempts())
                        : a.key().toString().compareTo(b.key().toString()));
        return ImmutableList.copyOf(all);
    }

    private static <K> void approximate(ItemsSketch<K> attempts, ItemsSketch<K> uses, List<Tallied<K>> all) {
        Set<K> frequent = new HashSet<>();
        Stream.of(attempts, uses).forEach(sketch -> {
            for (ItemsSketch.Row<K> row : sketch.getFrequentItems(ErrorType.NO_FALSE_POSITIVES)) {
                frequent.add(row.getItem());
            }
        });
        for (K key : frequent) {
            all.add(new Tallied<>(
                    key, attempts.getLowerBound(key), uses.getLowerBound(key), LogClock.NONE, LogClock.NONE));
        }
    }

    private static final class Count {
        private long attempts;
        private long uses;
        private long first = LogClock.NONE;
        private long last = LogClock.NONE;

        void add(boolean use, long time) {
            attempts += use ? 0 : 1;
            uses += use ? 1 : 0;
            if (time != LogClock.NONE) {
                first = first == LogClock.NONE ? time : Math.min(first, time);
                last = Math.max(last, time);
            }
        }
    }
}
