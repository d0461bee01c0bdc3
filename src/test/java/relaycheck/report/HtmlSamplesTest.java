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
        write("explained", HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(SampleReports.explained())));
        write("clean", HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlSamples.refused())));
        write("empty", HtmlSamples.of(Locale.ENGLISH, ImmutableList.of()));
        write("week", HtmlSamples.demo(Locale.ENGLISH), HtmlWeek.of(HtmlSamples.demo(Locale.ENGLISH)));
        write("places", HtmlPlaces.of(Locale.ENGLISH));
        write("places-japanese", HtmlPlaces.of(Locale.JAPANESE));
        Report large = HtmlSamples.large(20_000, Locale.ENGLISH);
        write("large", large, HtmlWeek.of(large));
        letter("letter", Locale.ENGLISH);
        letter("letter-japanese", Locale.JAPANESE);
        assertThat(Files.size(FOLDER.resolve("large.html"))).isLessThan(3_000_000);
    }

    /** To the owner of two endpoints, of which one is fixed now and then. */
    private static void letter(String name, Locale language) throws IOException {
        Report report = HtmlSamples.demo(language);
        Letter letter = Letters.of(report, report.findings(), HtmlWeek.of(report)).stream()
                .filter(each -> each.name().startsWith("web-team"))
                .findFirst()
                .orElseThrow();
        try (OutputStream out = Files.newOutputStream(FOLDER.resolve(name + ".html"))) {
            letter.html(out);
        }
    }

    private static void write(String name, Report report) throws IOException {
        write(name, report, HtmlHistory.NONE);
    }

    private static void write(String name, Report report, HtmlHistory history) throws IOException {
        try (OutputStream out = Files.newOutputStream(FOLDER.resolve(name + ".html"))) {
            new HtmlFormat(history).write(report, out);
        }
    }
}
