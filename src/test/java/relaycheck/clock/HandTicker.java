package relaycheck.clock;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until a test moves it, or goes on by a step each time that it is read. Any thread. */
public final class HandTicker extends Ticker {
    private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
    private final long step;

    private HandTicker(Duration step) {
        this.step = step.toNanos();
    }

    /** A ticker that only {@link #pass} moves. */
    public static HandTicker still() {
        return new HandTicker(Duration.ZERO);
    }

    /** A ticker that goes on by this at each look. */
    public static HandTicker stepping(Duration step) {
        return new HandTicker(step);
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long read() {
        return now.getAndAdd(step);
    }
}
