package relaycheck.impact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSearchTest {
    @Test
    void byteAmongAnyOthers_isFoundWhereAPlainSearchFindsIt() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                // neighbours of the wanted byte are what a search by words could confuse
                bytes[i] = (byte) ("!\"# \u00a2\u00a3".charAt(random.nextInt(6)));
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            String text = new String(bytes, 0, to, ISO_8859_1);
            assertThat(ByteSearch.indexOf(bytes, from, to, '"')).isEqualTo(text.indexOf('"', from));
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            a"b, 1
            a\\"b"c, 4
            a\\\\"b, 3
            \\", -1
            abc, -1
            """)
    void quotationMarkBehindABackslash_doesNotEndTheString(String text, int end) {
        assertThat(ByteSearch.closingQuote(text.getBytes(ISO_8859_1), 0, text.length()))
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-, 0",
        "12, 12",
        "999999999999999999, 999999999999999999",
        "9999999999999999999, -1",
        "1x, -1",
        "'', -1",
        "-1, -1"
    })
    void digits_areANumberAndNothingElseIs(String text, long number) {
        assertThat(ByteSearch.number(text.getBytes(ISO_8859_1), 0, text.length()))
                .isEqualTo(number);
    }
}
