package relaycheck.scan;

import com.google.common.base.Ticker;
import java.util.Arrays;
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
        most = slot < now ? Math.max(most, sum) : most;
        for (; slot < now && sum > 0; slot++) {
            int next = Math.floorMod(slot + 1, SLOTS);
            sum -= counts[next];
            counts[next] = 0;
        }
        slot = Math.max(slot, now);
        counts[Math.floorMod(slot, SLOTS)]++;
        sum++;
    }

    /** Takes back one of the newest: it did not come to it. */
    synchronized void takeBack() {
        for (int age = 0; age < SLOTS; age++) {
            int place = Math.floorMod(slot - age, SLOTS);
            if (counts[place] > 0) {
                counts[place]--;
                sum--;
                return;
            }
        }
    }

    /** Begins anew. */
    synchronized void forget() {
        Arrays.fill(counts, 0);
        sum = 0;
        most = 0;
    }

    synchronized long most() {
        return Math.max(most, sum);
    }
}
