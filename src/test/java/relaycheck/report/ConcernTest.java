package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import relaycheck.verdict.Finding;

class ConcernTest {
    private static final Finding SUSPECT = SampleReports.suspect();
    private static final String NONCE = SUSPECT.probes().get(0).nonce();

    @Test
    void noncesAndControlCharacters_areTakenOut() {
        assertThat(concern(SUSPECT).stable("GET /" + NONCE + "/ \u001b[2J"))
                .startsWith("GET /NONCE/ ")
                .doesNotContain("\u001b");
    }

    @Test
    void aQuestionThatWasNeverSent_changesNoWord() {
        String unsent = FindingText.write(SUSPECT).replace("\"nonce\":\"" + NONCE, "\"nonce\":\"");
        assertThat(concern(FindingText.read(unsent)).stable("GET /")).isEqualTo("GET /");
    }

    private static Concern concern(Finding finding) {
        return Concern.in(SampleReports.report(List.of(finding), List.of(), Locale.ENGLISH))
                .findFirst()
                .orElseThrow();
    }
}
