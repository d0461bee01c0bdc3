package relaycheck.scan;

import com.google.common.base.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * A rate, kept exactly: the generic cell rate algorithm with a burst of one. Each permission says how long to wait for it, so
 * that no thread need block to ask. Any thread.
 */
final class Pace {
    private final Ticker ticker;
    private final long interval;
    private long nextFree;

    /**
     * A pace.
     *
     * @param perSecond permissions a second; 0: as many as are asked for
     */
    Pace(Ticker ticker, double perSecond) {
        this.ticker = ticker;
        this.interval = perSecond == 0 ? 0 : (long) Math.ceil(TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.nextFree = ticker.read();
    }

    boolean isUnlimited() {
        return interval == 0;
    }

    /** Takes the next permission and says in how many nanoseconds it holds. */
    synchronized long reserve() {
        long now = ticker.read();
        long at = Math.max(now, nextFree);
        nextFree = at + interval;
        return at - now;
    }
}
