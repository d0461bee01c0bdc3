package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Writes what the browser tests and people look at, to {@code target/html-samples}. */
class HtmlSamplesTest {
    private static final Path FOLDER = Path.of("target", "html-samples");

    @Test
    void samplesAreWritten() throws IOException {
        Files.createDirectories(FOLDER);
        write("demo", HtmlSamples.demo(Locale.ENGLISH));
        write("japanese", HtmlSamples.demo(Locale.JAPANESE));
        write(
                "hostile",
                HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlHostile.finding()), HtmlHostile.skipped()));
        write("clean", HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlSamples.refused())));
        write("empty", HtmlSamples.of(Locale.ENGLISH, ImmutableList.of()));
        write("large", HtmlSamples.large(20_000, Locale.ENGLISH));
        assertThat(Files.size(FOLDER.resolve("large.html"))).isLessThan(3_000_000);
    }

    private static void write(String name, Report report) throws IOException {
        try (OutputStream out = Files.newOutputStream(FOLDER.resolve(name + ".html"))) {
            new HtmlFormat().write(report, out);
        }
    }
}
