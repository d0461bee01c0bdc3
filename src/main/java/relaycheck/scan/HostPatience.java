package relaycheck.scan;

import java.util.concurrent.TimeUnit;

/**
 * How long to leave a host alone that resets or stops answering: twice as long each time, until it answers again. Not safe for
 * use by many threads.
 */
final class HostPatience {
    /** One trouble is how many hosts say no; the second in a row is worth a pause. */
    private static final int FREE = 1;

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** A scan ends: no host holds it up for longer. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private int troubles;
    private long until;

    /** Takes note of how a connection to it ended. */
    void note(boolean trouble, long now) {
        troubles = trouble ? troubles + 1 : 0;
        if (troubles > FREE) {
            int doublings = Math.min(troubles - FREE - 1, 8);
            until = now + Math.min(FIRST_NANOS << doublings, LONGEST_NANOS);
        }
    }

    /** Nanoseconds from {@code now} until it may be dialled again; zero or less: at once. */
    long waitFrom(long now) {
        return troubles > FREE ? until - now : 0;
    }
}
