package relaycheck.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** What a demo host hears is a request to a literal address, or nothing. */
class DemoFuzzTest {
    @Test
    void aRequest_isReadOrLeftAlone() {
        new Mutants()
                .each(
                        5_000,
                        ImmutableList.of(
                                "GET http://127.0.0.1:8471/a/ HTTP/1.1\r\nHost: 127.0.0.1:8471\r\n\r\n",
                                "CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n",
                                "GET / HTTP/1.0\n\n"),
                        DemoFuzzTest::read);
    }

    private static void read(String text) {
        try {
            Optional<DemoRequest> request = DemoRequest.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
            request.ifPresent(read -> {
                assertThat(read.forwarded()).hasSizeLessThan(text.length() + 200);
                assertThat(read.destination().map(place -> place.isUnresolved()))
                        .isIn(Optional.empty(), Optional.of(false));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
