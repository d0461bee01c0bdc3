package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Writes the page of {@code log} that the browser tests and people look at, to {@code target/html-samples}. */
class LogPageTest {
    private static final String LINE =
            "%s - - [%02d/Nov/2026:0%d:14:12 +0000] \"CONNECT %s HTTP/1.1\" %d 235 \"-\" \"curl/8.5.0\"%n";

    @Test
    void sampleIsWritten() throws IOException {
        Path file = Path.of("target", "html-samples", "log.html");
        Files.createDirectories(file.getParent());
        StringBuilder log = new StringBuilder();
        for (int day = 1; day <= LocalDate.of(2026, 11, 1).lengthOfMonth(); day++) {
            String third = day % 3 == 0 ? "2001:db8:1234:5678:9abc:def0:1234:" + day : "198.51.100." + day;
            log.append(String.format(LINE, third, day, day % 10, "mail.example.net:25", day % 2 == 0 ? 200 : 405));
            log.append(
                    String.format(LINE, "10.0.0.7", day, day % 10, "a.long.name.of.a.third.party.example:31337", 200));
        }
        StringBuilder page = new StringBuilder();
        new HtmlImpact().write(TallyTest.impact(log.toString()), page);
        Files.writeString(file, page, UTF_8);
        assertThat(page).contains("Uses: 45, attempts: 15");
    }
}
