package relaycheck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.http.Chunk;

class ProofSearchTest {
    private static final ProofKey KEY = key(1);
    private static final Nonce NONCE = KEY.nonce(42);
    private static final String PROOF = KEY.proof(NONCE, 25).hmac();
    private static final ProofSearch SEARCH = ProofSearch.of(KEY, NONCE, ImmutableSet.of(8471, 443, 80, 25));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s\n",
                "HTTP/1.1 403 Forbidden\r\nRelaycheck-Proof: %s\r\n\r\n",
                "<html><b>%s</b></html>",
                "554 %s\r\n",
                "0123456789abcdef%s",
                "%sdeadbeef",
                "\u0000\u00ff%s\u0000"
            })
    void theProof_isFoundHoweverItIsSplit(String around) {
        String text = String.format(around, PROOF);
        assertThat(SEARCH.heard(text).found()).contains(KEY.proof(NONCE, 25));
        for (int split = 0; split <= text.length(); split++) {
            ProofSearch search = SEARCH.heard(text.substring(0, split)).heard(text.substring(split));
            assertThat(search.found()).as("split at %s", split).isPresent();
        }
        ProofSearch byBytes = SEARCH;
        for (char each : text.toCharArray()) {
            byBytes = byBytes.heard(Chunk.of(String.valueOf(each)));
        }
        assertThat(byBytes.found()).isPresent();
    }

    static Stream<Arguments> noProofs() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("the nonce alone", NONCE.hex()),
                Arguments.of("the nonce twice, which has the length", NONCE.hex() + NONCE.hex()),
                Arguments.of("one digit short", PROOF.substring(1)),
                Arguments.of("its last digit wrong", PROOF.substring(0, 63) + (PROOF.endsWith("0") ? "1" : "0")),
                Arguments.of("a blank in the middle", PROOF.substring(0, 32) + " " + PROOF.substring(32)),
                Arguments.of("folded to two lines", PROOF.substring(0, 32) + "\r\n" + PROOF.substring(32)),
                Arguments.of("backwards", new StringBuilder(PROOF).reverse().toString()),
                Arguments.of("another nonce's", KEY.proof(KEY.nonce(43), 25).hmac()),
                Arguments.of("another key's", key(2).proof(NONCE, 25).hmac()),
                Arguments.of(
                        "of a port that is none of the canary's",
                        KEY.proof(NONCE, 8080).hmac()),
                Arguments.of("another signature of the same key", KEY.signature(NONCE.hex(), 0)),
                Arguments.of("digits without end", "0".repeat(5_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noProofs")
    void whatIsNotTheProof_isNotFoundHoweverItIsSplit(String name, String text) {
        assertThat(SEARCH.heard(text).found()).isEmpty();
        for (int split = 0; split <= Math.min(text.length(), 100); split++) {
            assertThat(SEARCH.heard(text.substring(0, split))
                            .heard(text.substring(split))
                            .found())
                    .as("split at %s", split)
                    .isEmpty();
        }
    }

    @Test
    void aSearchThatFound_keepsWhatItFound() {
        ProofSearch found = SEARCH.heard(PROOF);
        assertThat(found.heard("and more")).isSameAs(found);
        assertThat(SEARCH.found()).isEmpty();
    }

    @Test
    void theSamePort_isTheOneOfArrival() {
        assertThat(SEARCH.heard(KEY.proof(NONCE, 443).hmac()).found())
                .map(Proof::port)
                .contains(443);
    }

    /** A peer that knows what we look for must not keep the I/O thread busy with it: an HMAC for each digit took seconds. */
    @Test
    void digitsWithoutEnd_areLookedThroughQuickly() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        String digits = "0123456789abcdef".repeat(16 * 1024);
        long before = threads.getCurrentThreadCpuTime();
        assertThat(SEARCH.heard(digits).found()).isEmpty();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    private static ProofKey key(int fill) {
        byte[] secret = new byte[ProofKey.BYTES];
        Arrays.fill(secret, (byte) fill);
        return ProofKey.of(secret);
    }
}
