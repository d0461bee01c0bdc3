package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/** What was found in some lines of a log; such pieces are put together in their order by {@link Tally}. */
public final class Extract {
    final long lines;
    final long unparsed;
    /** Whether a request named a path without a host. */
    final boolean pathsAlone;

    /** Whether a time named no zone. */
    final boolean withoutZone;

    final long from;
    final long to;
    final OwnPages ownPages;
    final ImmutableList<Sighting> sightings;

    Extract(
            long lines,
            long unparsed,
            boolean pathsAlone,
            boolean withoutZone,
            long from,
            long to,
            OwnPages ownPages,
            ImmutableList<Sighting> sightings) {
        this.lines = lines;
        this.unparsed = unparsed;
        this.pathsAlone = pathsAlone;
        this.withoutZone = withoutZone;
        this.from = from;
        this.to = to;
        this.ownPages = ownPages;
        this.sightings = sightings;
    }

    /** A line that is too long to be one of an access log. */
    public static Extract overlongLine() {
        return new Extract(1, 1, false, false, LogClock.NONE, LogClock.NONE, new OwnPages(), ImmutableList.of());
    }

    /** Whether the time of a line named no zone. */
    public boolean isWithoutZone() {
        return withoutZone;
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
