package relaycheck.scan;

import com.google.common.base.Ticker;
import java.util.concurrent.TimeUnit;

/** The most of something within any second, counted in tenths of a second. Any thread. */
final class PeakRate {
    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(1) / SLOTS;

    private final Ticker ticker;
    private final long[] counts = new long[SLOTS];
    private long slot;
    private long sum;
    private long most;

    PeakRate(Ticker ticker) {
        this.ticker = ticker;
        this.slot = ticker.read() / SLOT_NANOS;
    }

    synchronized void count() {
        long now = ticker.read() / SLOT_NANOS;
        for (; slot < now && sum > 0; slot++) {
            int next = Math.floorMod(slot + 1, SLOTS);
            sum -= counts[next];
            counts[next] = 0;
        }
        slot = Math.max(slot, now);
        counts[Math.floorMod(slot, SLOTS)]++;
        sum++;
        most = Math.max(most, sum);
    }

    synchronized long most() {
        return most;
    }
}
