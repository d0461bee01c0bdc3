package relaycheck.scan;

import java.util.concurrent.TimeUnit;

/**
 * How long to leave a host alone that resets or stops answering: twice as long each time, until it answers again. Not safe for
 * use by many threads.
 */
final class HostPatience {
    /** How a connection to a host ended. */
    enum Parting {
        /** With an answer, or because we had no more to ask. */
        WELL(0),
        /** By the host, or with nothing. */
        TROUBLE(1),
        /** It was not taken, as others were before: the host counts connections. */
        NOT_TAKEN(1),
        /** With the answer that there were too many questions: limits count by the second. */
        BEYOND_LIMIT(5);

        private final int least;

        Parting(int least) {
            this.least = least;
        }
    }

    /** One trouble is how many hosts say no; the second in a row is worth a pause. */
    private static final int FREE = 1;

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** A scan ends: no host holds it up for longer. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private int troubles;
    private long until;

    /** Takes note of how a connection to it ended. */
    void note(Parting parting, long now) {
        troubles = parting == Parting.WELL ? 0 : Math.max(troubles + 1, parting.least);
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
