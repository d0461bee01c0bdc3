package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Answers;
import relaycheck.probe.Outcome;
import relaycheck.proof.Proof;

class ExcerptTest {
    private static final Proof PROOF = Answers.KEY.proof(Answers.nonce(80), 80);

    @ParameterizedTest(name = "{1} bytes of {0}: {2} are kept")
    @CsvSource({
        "REFUSED, 300, 300",
        "REFUSED, 301, 300",
        "SERVED_LOCALLY, 5000, 300",
        "NOT_HTTP, 5000, 300",
        "ATTEMPTED, 1200, 1200",
        "ATTEMPTED, 1201, 1200",
        "RELAYED, 0, 0",
    })
    void anAnswer_isKeptAsFarAsItTellsSomething(Outcome.Kind outcome, int length, int kept) {
        String cut = length > kept ? "\n[cut]\n" : "";
        assertThat(Excerpt.of("a".repeat(length), outcome, Optional.empty())).isEqualTo("a".repeat(kept) + cut);
    }

    @ParameterizedTest(name = "proof at {0} of a page with {1} more")
    @CsvSource({
        "5500, 500, 200, 200", // whole neighbourhood on both sides
        "5500, 10, 200, 10", // the page ends before
        "1300, 500, 100, 200", // the beginning ends within it
        "1200, 0, 0, 0",
        "1137, 500, 0, 200", // it begins in what is kept and ends behind it
    })
    void aLateProof_isShownWithItsNeighbourhood(int at, int more, int before, int behind) {
        String page = "a".repeat(at) + PROOF.hmac() + "c".repeat(more);
        String kept = Excerpt.of(page, Outcome.Kind.RELAYED, Optional.of(PROOF));
        int from = Math.max(1200, at - before);
        assertThat(kept)
                .isEqualTo(page.substring(0, 1200) + "\n[cut]\n" + page.substring(from, at + Proof.LENGTH + behind));
    }

    @Test
    void aProofInWhatIsKept_isNotRepeated() {
        String page = "a".repeat(1200 - Proof.LENGTH) + PROOF.hmac() + "c".repeat(500);
        assertThat(Excerpt.of(page, Outcome.Kind.RELAYED, Optional.of(PROOF)))
                .isEqualTo(page.substring(0, 1200) + "\n[cut]\n");
    }

    @Test
    void aProofThatStandsNowhere_leavesTheBeginning() {
        assertThat(Excerpt.of("a".repeat(1300), Outcome.Kind.RELAYED, Optional.of(PROOF)))
                .isEqualTo("a".repeat(1200) + "\n[cut]\n");
    }
}
