package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Joiner;
import org.junit.jupiter.api.Test;
import relaycheck.probe.Outcome;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** A store keeps these by their number: where one moves, every older store says something else. Then it needs a new version. */
class StoredNumbersTest {
    @Test
    void verdicts_keepTheirNumbers() {
        assertThat(Joiner.on(' ').join(Verdict.values()))
                .isEqualTo("OPEN SUSPECT LOGIN_NEEDED INCONCLUSIVE NOT_A_RELAY UNREACHABLE");
    }

    @Test
    void severities_keepTheirNumbers() {
        assertThat(Joiner.on(' ').join(Severity.values())).isEqualTo("NONE INFO LOW MEDIUM HIGH CRITICAL");
    }

    @Test
    void outcomesOfClosedDoors_keepTheirNumbers() {
        assertThat(Outcome.Kind.PORT_CLOSED.ordinal()).isEqualTo(6);
        assertThat(Outcome.Kind.PORT_FILTERED.ordinal()).isEqualTo(7);
    }
}
