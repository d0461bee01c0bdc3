package relaycheck.transport;

import com.google.common.base.Ticker;
import java.time.Duration;

/**
 * The time that this machine was awake. It stands still while the process is stopped (Ctrl-Z), its virtual machine is paused or
 * nothing of it gets a processor: what a peer has not answered by then says nothing of the peer.
 *
 * <p>A thread looks at the clock again and again; where it comes late, it was not awake. Any thread may read.
 */
public final class AwakeTicker extends Ticker implements AutoCloseable {
    /** The most that passes between two looks, however long it was: a look that comes so late is no sleep yet. */
    static final Duration MOST = Duration.ofMillis(250);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final long FRESH_NANOS = BETWEEN_LOOKS.toNanos() / 2;

    /** When the clock was last looked at, and how much had been slept by then. */
    private record Look(long at, long slept) {
        Look again(long now) {
            return now <= at ? this : new Look(now, slept + Math.max(0, now - at - MOST.toNanos()));
        }
    }

    private final Ticker clock;
    private volatile Look last;
    private final Thread looking = new Thread(this::keepLooking, "relaycheck-awake");

    /** Of this clock, which only its readers look at. */
    AwakeTicker(Ticker clock) {
        this.clock = clock;
        this.last = new Look(clock.read(), 0);
    }

    /** Of the system's clock, which is looked at until this is closed. */
    public static AwakeTicker start() {
        AwakeTicker ticker = new AwakeTicker(Ticker.systemTicker());
        ticker.looking.setDaemon(true);
        ticker.looking.start();
        return ticker;
    }

    @Override
    public long read() {
        long now = clock.read();
        Look look = last;
        if (now - look.at() >= FRESH_NANOS) {
            look = lookAgain(now);
        }
        // a reader that slept between its own two steps finds a look that is newer than its clock
        return Math.max(now, look.at()) - look.slept();
    }

    @Override
    public void close() {
        looking.interrupt();
    }

    private synchronized Look lookAgain(long now) {
        last = last.again(now);
        return last;
    }

    private void keepLooking() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                long unused = read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
