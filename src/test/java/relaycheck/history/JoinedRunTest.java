package relaycheck.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What parts of a scan cost together, at most. */
class JoinedRunTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

    @Test
    void partsOneAfterTheOther_hadTheirPeaksOneAfterTheOther() {
        Run.Receipt all = joined(run("1/3", 0, 10, 200), run("2/3", 11, 20, 150), run("3/3", 30, 40, 100));
        assertThat(all.peakRate()).isEqualTo(200);
        assertThat(all.peakPerHost()).isEqualTo(2);
        assertThat(all.dials()).isEqualTo(3000);
    }

    @Test
    void partsAtTheSameTime_mayHaveHadThemAtOnce() {
        assertThat(joined(run("1/3", 0, 10, 200), run("2/3", 5, 20, 150), run("3/3", 15, 40, 100))
                        .peakRate())
                .isEqualTo(350);
        assertThat(joined(run("1/2", 0, 10, 200), run("2/2", 10, 20, 150)).peakRate())
                .isEqualTo(350);
        assertThat(joined(run("1/2", 0, 0, 200), run("2/2", 3, 3, 150)).peakRate())
                .isEqualTo(200);
    }

    /** Days as a calendar counts them: from Monday evening to Monday noon is a week. */
    @Test
    void partsOfDifferentDays_areToldByTheCalendar() {
        int day = 86_400;
        assertThat(Shards.apart(ImmutableList.of(run("1/2", 0, 60, 1), run("2/2", 7 * day - 3600, 7 * day, 1))))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("7 days apart, at 2026-11-30T03:00:00Z and at 2026-12-07T02:00:00Z:"));
        assertThat(Shards.apart(ImmutableList.of(run("1/2", 0, 60, 1), run("2/2", day + 61, 2 * day, 1))))
                .hasValueSatisfying(said -> assertThat(said).contains(" 1 day apart"));
        assertThat(Shards.apart(ImmutableList.of(run("1/2", 0, 60, 1), run("2/2", day + 60, 2 * day, 1))))
                .isEmpty();
        assertThat(Shards.apart(ImmutableList.of(run("1/2", 0, 3 * day, 1), run("2/2", 2 * day, 2 * day, 1))))
                .isEmpty();
    }

    /** Nobody knows when it was. */
    @Test
    void aPartThatWasKilled_mayHaveGoneOn() {
        Run killed = new Run(
                "1",
                "0.1.0",
                BEGIN,
                Optional.empty(),
                false,
                "here",
                new Run.CanaryUsed(ImmutableList.of("::1"), ImmutableList.of(25), true),
                ImmutableMap.of("shard", "1/2"),
                "digest",
                ImmutableList.of(),
                new Run.Receipt(1000, 0, 0, 0, 0, 200, 2));
        assertThat(joined(killed, run("2/2", 500, 600, 150)).peakRate()).isEqualTo(350);
    }

    @Test
    void aHost_isInOneShardOnlyButSeenFromEachPlace() {
        assertThat(joined(run("1/2", 0, 10, 200), run("2/2", 0, 10, 200)).peakPerHost())
                .isEqualTo(2);
        assertThat(joined(run("1/1", 0, 10, 200), run("1/1", 0, 10, 200)).peakPerHost())
                .isEqualTo(4);
        assertThat(joined(run("1/1", 0, 10, 200), run("1/1", 11, 12, 200)).peakPerHost())
                .isEqualTo(2);
    }

    private static Run.Receipt joined(Run... parts) {
        return JoinedRun.of(ImmutableList.copyOf(parts), "vantage", "several").receipt();
    }

    private static Run run(String shard, int from, int to, long peakRate) {
        return new Run(
                shard,
                "0.1.0",
                BEGIN.plusSeconds(from),
                Optional.of(BEGIN.plusSeconds(to)),
                true,
                "here",
                new Run.CanaryUsed(ImmutableList.of("::1"), ImmutableList.of(25), true),
                ImmutableMap.of("shard", shard),
                "digest",
                ImmutableList.of(),
                new Run.Receipt(1000, 0, 0, 0, 0, peakRate, 2));
    }
}
