package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.transcript.Transcript;

/** What a product file says about where its words were seen is true. */
class SeenTest {
    static Stream<Signature> seen() {
        return Products.standard().signatures().stream().filter(Signature::isSeen);
    }

    @ParameterizedTest
    @MethodSource("seen")
    void signature_standsInEachCaptureNamed(Signature signature) {
        assertThat(signature.seenIn())
                .as(signature.origin())
                .anySatisfy(name -> assertThat(Transcript.of(name).exchanges().stream()
                                .filter(exchange ->
                                        signature.find(exchange.words()).isPresent()))
                        .isNotEmpty());
    }
}
