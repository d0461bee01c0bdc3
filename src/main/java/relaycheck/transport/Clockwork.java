package relaycheck.transport;

import com.google.common.base.Ticker;
import java.time.Duration;

/**
 * The times of one run: its deadline, its wake-up, and when silence is worth a word. Set on the I/O thread alone, the beginning by
 * whoever dials.
 */
final class Clockwork {
    private static final long NEVER = Long.MAX_VALUE;

    private final Ticker ticker;
    private long began;
    private long deadline = NEVER;
    private long quiet = NEVER;
    private long wake = NEVER;

    /** A run whose time begins now, with the dial. */
    Clockwork(Ticker ticker) {
        this.ticker = ticker;
        this.began = ticker.read();
    }

    /** Another run, whose time begins now. */
    void restart() {
        began = ticker.read();
    }

    /** How long the run may take, from its beginning on. */
    void endAfter(Duration time) {
        deadline = began + time.toNanos();
        quiet = deadline - ProbeRun.lastWords(time).toNanos();
        wake = NEVER;
    }

    void wakeAfter(Duration delay) {
        wake = ticker.read() + delay.toNanos();
    }

    boolean deadlinePassed() {
        return ticker.read() >= deadline;
    }

    /** Whether the wake-up is due; it then is no more. */
    boolean wakes() {
        boolean due = ticker.read() >= wake;
        wake = due ? NEVER : wake;
        return due;
    }

    /** Whether the time for last words has come; it then has gone. */
    boolean turnsQuiet() {
        boolean due = ticker.read() >= quiet;
        quiet = due ? NEVER : quiet;
        return due;
    }

    Duration elapsed() {
        return Duration.ofNanos(ticker.read() - began);
    }

    Duration remaining() {
        return atLeastOneMillisecond(deadline - ticker.read());
    }

    /** Time until something of all this is due. */
    Duration untilNext() {
        return atLeastOneMillisecond(Math.min(deadline, Math.min(quiet, wake)) - ticker.read());
    }

    /** Zero would mean "no timeout" to the reactor. */
    private static Duration atLeastOneMillisecond(long nanos) {
        return Duration.ofNanos(Math.max(nanos, 1_000_000));
    }
}
