package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.transcript.Transcript;

/** What product files say about where words were seen is true. */
class SeenTest {
    static Stream<Signature> seen() {
        return Products.standard().signatures().stream().filter(Signature::isSeen);
    }

    static Stream<String> captures() {
        return seen().flatMap(signature -> signature.seenIn().stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("seen")
    void seenSignature_standsInACaptureThatItNames(Signature signature) {
        assertThat(signature.seenIn()).anyMatch(capture -> shows(capture, signature));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void namedCapture_showsASignatureThatNamesIt(String capture) {
        assertThat(seen().filter(signature -> signature.seenIn().contains(capture)))
                .anyMatch(signature -> shows(capture, signature));
    }

    private static boolean shows(String capture, Signature signature) {
        return Transcript.of(capture).exchanges().stream()
                .anyMatch(exchange -> signature.find(exchange.words()) != null);
    }
}
