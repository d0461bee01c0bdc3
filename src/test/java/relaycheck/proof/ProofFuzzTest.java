package relaycheck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** A key file's text is that key or is refused. */
class ProofFuzzTest {
    @Test
    void aKey_isReadOrRefused() {
        new Mutants()
                .each(
                        5_000,
                        ImmutableList.of("0f".repeat(32) + "\n", "0123456789abcdef".repeat(4) + "\n"),
                        text -> assertThat(ProofKey.parse(text).text()).isEqualTo(text.strip() + "\n"));
    }
}
