package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

class EveryFormatTest {
    /** What moves a cursor, reorders text, rings, or is no character of XML 1.0. */
    private static final String HARMFUL = "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\ufffe]";

    @ParameterizedTest
    @MethodSource("formats")
    void hostilePeer_writesNothingHarmful(ReportFormat format) {
        String text = Written.as(format, SampleReports.hostileOnly());

        assertThat(text).doesNotContainPattern(HARMFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "defectdojo", "ocsf"})
    void hostilePeer_leavesJsonWhole(String format) {
        assertThat(new JsonMapper().readTree(Written.as(format, SampleReports.hostileOnly())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit", "nmap"})
    void hostilePeer_leavesXmlWhole(String format) throws Exception {
        String xml = Written.as(format, SampleReports.hostileOnly());

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("script")
                        .getLength())
                .isEqualTo(format.equals("nmap") ? 1 : 0);
        assertThat(xml).doesNotContain("<img", "</script><");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "csv"})
    void hostilePeer_cannotStartALine(String format) {
        assertThat(Written.as(format, SampleReports.hostileOnly()).lines())
                .noneMatch(line -> line.startsWith("-- |") || line.startsWith("="));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void twentyThousandEndpoints_takeSeconds(ReportFormat format) throws Exception {
        Report report = SampleReports.many(20_000);
        long started = System.nanoTime();
        format.write(report, OutputStream.nullOutputStream());

        // about a second on a quiet machine; the bound is for a busy one, and still tells quadratic from linear
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void sameReport_isWrittenTheSame(ReportFormat format) {
        Report report = SampleReports.everyVerdict(Locale.ENGLISH);

        assertThat(Written.as(format, report))
                .isEqualTo(Written.as(format, report))
                .isNotEmpty();
    }

    static Stream<ReportFormat> formats() {
        return ReportFormats.names().stream().map(ReportFormats::named);
    }
}
