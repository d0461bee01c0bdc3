package relaycheck.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One scan.
 *
 * @param id       unique; also in the User-Agent of every request
 * @param version  the version of relaycheck
 * @param started  when it began
 * @param finished when it ended; empty while it runs, or where it was killed
 * @param complete whether every endpoint has its verdict
 * @param vantage  from where it was asked
 * @param canary   where the endpoints were asked to relay to
 * @param settings the settings that shape verdicts, by option name
 * @param digest   a digest of targets, scope and settings: two runs with the same asked the same
 * @param warnings what a reader must know before anything else, the most important first
 * @param receipt  what was sent and heard
 */
public record Run(
        String id,
        String version,
        Instant started,
        Optional<Instant> finished,
        boolean complete,
        String vantage,
        CanaryUsed canary,
        ImmutableMap<String, String> settings,
        String digest,
        ImmutableList<String> warnings,
        Receipt receipt) {
    /** To the millisecond, as a store keeps it; a clock that was set back while it ran makes no time that is negative. */
    public Run {
        started = started.truncatedTo(ChronoUnit.MILLIS);
        finished = finished.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        if (finished.isPresent() && finished.get().isBefore(started)) {
            finished = Optional.of(started);
        }
    }

    /** The same, with more that a reader must know. */
    public Run withNotes(ImmutableList<String> notes) {
        return notes.isEmpty() ? this : with(warnings, notes);
    }

    /** The same, with what a reader must know first of all. */
    Run withFirst(String note) {
        return with(ImmutableList.of(note), warnings);
    }

    /** The same, as it was asked from there. */
    public Run seenFrom(String place) {
        return new Run(id, version, started, finished, complete, place, canary, settings, digest, warnings, receipt);
    }

    /** The same run gone on with: where it is asked from elsewhere now, or of another canary, it says both. */
    public Run resumedAs(Run now) {
        return JoinedRun.resumed(this, now);
    }

    private Run with(ImmutableList<String> some, ImmutableList<String> more) {
        return new Run(
                id,
                version,
                started,
                finished,
                complete,
                vantage,
                canary,
                settings,
                digest,
                ImmutableList.<String>builder().addAll(some).addAll(more).build(),
                receipt);
    }

    /**
     * The destination of a run.
     *
     * @param addresses its addresses
     * @param ports     its ports that endpoints were asked for
     * @param embedded  whether the scan ran it itself
     */
    public record CanaryUsed(ImmutableList<String> addresses, ImmutableList<Integer> ports, boolean embedded) {
        /** This one and that of another part of the same scan. */
        public CanaryUsed and(CanaryUsed other) {
            return new CanaryUsed(
                    union(addresses, other.addresses), union(ports, other.ports), embedded && other.embedded);
        }

        private static <T> ImmutableList<T> union(ImmutableList<T> some, ImmutableList<T> more) {
            return ImmutableSet.<T>builder().addAll(some).addAll(more).build().asList();
        }
    }

    /**
     * The politeness receipt: what the scan cost its targets.
     *
     * @param dials         connections that were tried
     * @param connections   connections that were accepted
     * @param requests      requests that were sent
     * @param bytesSent     bytes that were sent
     * @param bytesReceived bytes that were heard
     * @param peakRate      the most dials within one second; of parts that ran at the same time, no more than
     * @param peakPerHost   the most connections to one address at a time; the same
     */
    public record Receipt(
            long dials,
            long connections,
            long requests,
            long bytesSent,
            long bytesReceived,
            long peakRate,
            long peakPerHost) {
        /** Nothing was sent. */
        public static final Receipt NONE = new Receipt(0, 0, 0, 0, 0, 0, 0);

        /** This without what was counted before; the peaks stay. */
        public Receipt minus(Receipt before) {
            return new Receipt(
                    dials - before.dials,
                    connections - before.connections,
                    requests - before.requests,
                    bytesSent - before.bytesSent,
                    bytesReceived - before.bytesReceived,
                    peakRate,
                    peakPerHost);
        }

        /** This, with other peaks. */
        Receipt withPeaks(long rate, long perHost) {
            return new Receipt(dials, connections, requests, bytesSent, bytesReceived, rate, perHost);
        }

        /** This and a later part of the same scan. */
        public Receipt plus(Receipt other) {
            return new Receipt(
                    dials + other.dials,
                    connections + other.connections,
                    requests + other.requests,
                    bytesSent + other.bytesSent,
                    bytesReceived + other.bytesReceived,
                    Math.max(peakRate, other.peakRate),
                    Math.max(peakPerHost, other.peakPerHost));
        }
    }
}
