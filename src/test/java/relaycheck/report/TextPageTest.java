package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPageTest {
    private static final String TEXT =
            "ask again with a longer --deadline -p 80 at [2001:db8::1]:8080 and 192.0.2.1:3128"
                    + " from 2025-11-30T10:53:20Z to 2025-11-30T10:53:21Z in an open-proxy hunt";

    /** Half of an escape reads as something that the peer said. */
    @Test
    void anEscape_standsOnOneLine() {
        for (int width = 20; width < 40; width++) {
            StringWriter out = new StringWriter();
            new TextPage(out, width, Locale.ENGLISH)
                    .text("200 \\u{1b}[31mRED\\u{1b}[0m\\u{202e}\\u{9}\\u{2}\\u{3} said it");
            assertThat(out.toString().lines())
                    .as("width %d", width)
                    .noneMatch(line -> line.matches(".*\\\\(u\\{?[0-9a-f]*)?"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 44, 48, 52, 56, 60, 64, 68, 72})
    void anOptionATimeAndAnEndpoint_standOnOneLine(int width) {
        StringWriter out = new StringWriter();
        TextPage page = new TextPage(out, width, Locale.ENGLISH);
        page.text(TEXT);
        assertThat(out.toString().lines())
                .allMatch(line -> line.length() <= width && !line.matches(".*( -|--|[0-9][-:]|.*::?)"));
        assertThat(out.toString().replace("-\n", "-").replace('\n', ' ').strip())
                .isEqualTo(TEXT);
    }
}
