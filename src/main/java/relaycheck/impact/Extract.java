package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/** What was found in some lines of a log; such pieces are put together in their order by {@link Tally}. */
public final class Extract {
    final long lines;
    final long unparsed;
    /** Whether a request named a path without a host. */
    final boolean pathsAlone;

    final long from;
    final long to;
    final OwnPages ownPages;
    final ImmutableList<Sighting> sightings;

    Extract(
            long lines,
            long unparsed,
            boolean pathsAlone,
            long from,
            long to,
            OwnPages ownPages,
            ImmutableList<Sighting> sightings) {
        this.lines = lines;
        this.unparsed = unparsed;
        this.pathsAlone = pathsAlone;
        this.from = from;
        this.to = to;
        this.ownPages = ownPages;
        this.sightings = sightings;
    }

    /** A line that is too long to be one of an access log. */
    public static Extract overlongLine() {
        return new Extract(1, 1, false, LogClock.NONE, LogClock.NONE, new OwnPages(), ImmutableList.of());
    }

    /** How many lines there were. */
    public long lines() {
        return lines;
    }

    /** How many of them could not be read. */
    public long unparsed() {
        return unparsed;
    }
}
