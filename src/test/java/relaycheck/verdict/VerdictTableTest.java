package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Outcome.Kind;

class VerdictTableTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            RELAYED;        OPEN;         HIGH
            ACCEPTED;       SUSPECT;      MEDIUM
            ATTEMPTED;      SUSPECT;      MEDIUM
            CHALLENGED;     LOGIN_NEEDED; LOW
            SILENT;         INCONCLUSIVE; INFO
            DROPPED;        INCONCLUSIVE; INFO
            GATEWAY_ERROR;  INCONCLUSIVE; INFO
            REFUSED;        NOT_A_RELAY;  NONE
            SERVED_LOCALLY; NOT_A_RELAY;  NONE
            NOT_HTTP;       NOT_A_RELAY;  NONE
            PORT_CLOSED;    UNREACHABLE;  NONE
            PORT_FILTERED;  UNREACHABLE;  NONE
            """, delimiter = ';')
    void oneOutcomeAlone_decides(Kind kind, Verdict verdict, Severity severity) {
        Row row = VerdictTable.decide(Set.of(kind));
        assertThat(row.verdict()).isEqualTo(verdict);
        assertThat(row.severity()).isEqualTo(severity);
    }

    @Test
    void everySetOfOutcomes_isDecidedAndNeverMilderByOneMore() {
        for (Set<Kind> outcomes : Sets.powerSet(ImmutableSet.copyOf(Kind.values()))) {
            if (outcomes.isEmpty()) {
                continue;
            }
            Verdict verdict = VerdictTable.decide(outcomes).verdict();
            assertThat(verdict == Verdict.OPEN).as("%s", outcomes).isEqualTo(outcomes.contains(Kind.RELAYED));
            for (Kind more : Kind.values()) {
                Verdict with =
                        VerdictTable.decide(Sets.union(outcomes, Set.of(more))).verdict();
                assertThat(with).as("%s and %s", outcomes, more).isLessThanOrEqualTo(verdict);
            }
        }
    }

    @Test
    void everyOutcome_standsInOneRow() {
        assertThat(VerdictTable.ROWS.stream().flatMap(row -> row.any().stream()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void noOutcome_isInconclusive() {
        assertThat(VerdictTable.decide(Set.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource({"80, HIGH", "443, HIGH", "25, CRITICAL", "8471, CRITICAL"})
    void arrivalPort_decidesTheSeverityOfARelay(int port, Severity severity) {
        Row open = VerdictTable.decide(Set.of(Kind.RELAYED));
        assertThat(VerdictTable.severity(open, ImmutableSet.of(80, port))).isEqualTo(severity);
    }

    @Test
    void arrivalPort_doesNotMakeAnotherVerdictWorse() {
        Row refused = VerdictTable.decide(Set.of(Kind.REFUSED));
        assertThat(VerdictTable.severity(refused, Set.of(25))).isEqualTo(Severity.NONE);
    }
}
