package relaycheck.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofKeyTest {
    private static final String FILE = "0f".repeat(ProofKey.BYTES) + "\n";
    private static final ProofKey KEY = ProofKey.parse(FILE);

    static LongStream bits() {
        return LongStream.of(0, 1, -1, Long.MIN_VALUE, 0x0123456789abcdefL);
    }

    @ParameterizedTest
    @MethodSource("bits")
    void nonce_isKnownAgain_byWhoeverHoldsTheKey(long random) {
        assertThat(ProofKey.parse(FILE).issued(KEY.nonce(random))).isTrue();
        assertThat(KEY.nonce(random).hex()).startsWith(String.format("%016x", random));
    }

    @ParameterizedTest
    @MethodSource("bits")
    void nonce_meansNothing_toAnotherKey(long random) {
        assertThat(ProofKey.parse("0f".repeat(ProofKey.BYTES - 1) + "0e").issued(KEY.nonce(random)))
                .isFalse();
    }

    /** Each digit counts, those of the random half and those of the check. */
    static Stream<Nonce> changed() {
        String digits = KEY.nonce(0x0123456789abcdefL).hex();
        return IntStream.range(0, Nonce.LENGTH)
                .mapToObj(at -> digits.substring(0, at)
                        + Integer.toHexString(Character.digit(digits.charAt(at), 16) ^ 1)
                        + digits.substring(at + 1))
                .map(Nonce::new);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void nonce_withOneDigitChanged_wasNotIssued(Nonce changed) {
        assertThat(KEY.issued(changed)).isFalse();
    }

    /** Canary and scanner may be of different builds: what one issues the other must know. */
    @Test
    void nonceAndProof_staySo_fromBuildToBuild() {
        Nonce nonce = KEY.nonce(0x0123456789abcdefL);
        assertThat(nonce.hex()).isEqualTo("0123456789abcdef1a04f25d7574fb4d");
        assertThat(KEY.proof(nonce, 80).hmac())
                .isEqualTo("38c72797b63c484ac749c00ed12a8535236bde2557a4c60474fdbc7e10766262");
    }

    @Test
    void proof_isOfOneNonceAndOnePort() {
        Proof proof = KEY.proof(KEY.nonce(1), 80);
        assertThat(KEY.verifies(proof)).isTrue();
        assertThat(KEY.verifies(new Proof(proof.nonce(), 443, proof.hmac()))).isFalse();
        assertThat(KEY.verifies(new Proof(KEY.nonce(2), 80, proof.hmac()))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f", "0F0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"})
    void keyFile_ofAnythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ProofKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ProofKey.BYTES - 1, ProofKey.BYTES + 1})
    void key_ofAnyOtherLength_isRefused(int length) {
        assertThatThrownBy(() -> ProofKey.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdeff",
                "0123456789abcdef0123456789abcdeF",
                "0123456789abcdef0123456789abcde/"
            })
    void nonce_ofAnythingElse_isRefused(String text) {
        assertThatThrownBy(() -> new Nonce(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** It stands in logs of what goes wrong. */
    @Test
    void key_inAText_isSecret() {
        assertThat(KEY.toString()).doesNotContain("0f0f");
    }
}
