package relaycheck.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

    @Test
    void clockThatWasSetBack_makesNoNegativeTime() {
        assertThat(run("here", "1", BEGIN.minusSeconds(86_400)).finished()).contains(BEGIN);
        assertThat(run("here", "1", BEGIN.plusSeconds(5)).finished()).contains(BEGIN.plusSeconds(5));
    }

    @Test
    void whatIsResumedAgainAndAgain_saysEachThingOnce() {
        Run here = run("here", "1", BEGIN);
        Run there = run("there, behind it", "2", BEGIN);
        Run all = here.resumedAs(there).resumedAs(here).resumedAs(there);
        assertThat(all.vantage()).isEqualTo("here, there, behind it");
        assertThat(all.settings()).isEqualTo(ImmutableMap.of("rate", "1, 2"));
        assertThat(all.warnings()).containsExactly("about 1", "about 2");
        assertThat(all.canary().addresses()).containsExactly("here", "there, behind it");
        assertThat(all.receipt()).isEqualTo(here.receipt());
        assertThat(all.finished()).isEmpty();
    }

    @Test
    void times_areThoseThatAStoreKeeps() {
        assertThat(run("here", "1", BEGIN.plusNanos(1_234_567)).finished()).contains(BEGIN.plusMillis(1));
    }

    private static Run run(String vantage, String rate, Instant finished) {
        return new Run(
                "id",
                "0.1.0",
                BEGIN,
                Optional.of(finished),
                false,
                vantage,
                new Run.CanaryUsed(ImmutableList.of(vantage), ImmutableList.of(25), true),
                ImmutableMap.of("rate", rate),
                "digest",
                ImmutableList.of("about " + rate),
                new Run.Receipt(9, 8, 7, 6, 5, 4, 3));
    }
}
