package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Attempts and uses by the hour; shown by the hour, the day or the month, so that the bars stay few. */
final class Timeline {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    /** Eleven years of hours; only a forged log has more. */
    private static final int MAX_HOURS = 100_000;

    private static final int MOST_HOURS_SHOWN = 72;
    private static final int MOST_DAYS_SHOWN = 400;

    private final TreeMap<Long, long[]> hours = new TreeMap<>();
    private boolean complete = true;

    void add(boolean use, long time) {
        if (time == LogClock.NONE) {
            return;
        }
        long[] counts = hours.get(Math.floorDiv(time, HOUR));
        if (counts == null) {
            if (hours.size() >= MAX_HOURS) {
                complete = false;
                return;
            }
            counts = new long[2];
            hours.put(Math.floorDiv(time, HOUR), counts);
        }
        counts[use ? 1 : 0]++;
    }

    boolean isComplete() {
        return complete;
    }

    ImmutableList<Impact.Bar> bars() {
        if (hours.isEmpty()) {
            return ImmutableList.of();
        }
        long span = hours.lastKey() - hours.firstKey();
        long unit = span < MOST_HOURS_SHOWN ? HOUR : span < MOST_DAYS_SHOWN * 24L ? DAY : 30 * DAY;
        TreeMap<Long, long[]> folded = new TreeMap<>();
        for (Map.Entry<Long, long[]> hour : hours.entrySet()) {
            long[] sum = folded.computeIfAbsent(Math.floorDiv(hour.getKey() * HOUR, unit), at -> new long[2]);
            sum[0] += hour.getValue()[0];
            sum[1] += hour.getValue()[1];
        }
        ImmutableList.Builder<Impact.Bar> bars = ImmutableList.builder();
        folded.forEach((at, counts) ->
                bars.add(new Impact.Bar(Instant.ofEpochMilli(at * unit), name(unit), counts[0], counts[1])));
        return bars.build();
    }

    private static String name(long unit) {
        return unit == HOUR ? "hour" : unit == DAY ? "day" : "30 days";
    }
}
