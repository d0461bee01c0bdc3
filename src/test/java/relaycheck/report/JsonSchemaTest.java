package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.history.Run;

class JsonSchemaTest {
    @ParameterizedTest
    @MethodSource("reports")
    void report_fitsItsSchema(Report report) throws IOException {
        assertThat(JsonSchemas.errorsOfReport(Written.as("json", report))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void eachLine_fitsItsSchema(Report report) throws IOException {
        for (String line : Written.as("jsonl", report).lines().toList()) {
            assertThat(JsonSchemas.errorsOfLine(line)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "OPEN"              | "AJAR"
            "relaycheck-report/1" | "relaycheck-report/2"
            "severity":"critical" | "severity":"none"
            "because"           | "reason"
            "port":3128         | "port":0
            "endpoints":[       | "hosts":[
            "kind":"NAMES_ITSELF" | "kind":"elite"
            """)
    void anythingElse_doesNotFit(String right, String wrong) throws IOException {
        String report = Written.as("json", SampleReports.everyVerdict(Locale.ENGLISH));
        String broken = report.replace(right, wrong);

        assertThat(broken).isNotEqualTo(report);
        assertThat(JsonSchemas.errorsOfReport(broken)).isNotEmpty();
    }

    @Test
    void line_isNoReport() throws IOException {
        assertThat(JsonSchemas.errorsOfReport(FindingText.write(SampleReports.openSquid())))
                .isNotEmpty();
    }

    static Stream<Report> reports() {
        return Stream.of(
                SampleReports.everyVerdict(Locale.ENGLISH),
                SampleReports.everyVerdict(Locale.JAPANESE),
                SampleReports.hostileOnly(),
                SampleReports.report(List.of(SampleReports.explained()), List.of(), Locale.ENGLISH),
                SampleReports.empty(),
                SampleReports.fromTwoPlaces(Locale.ENGLISH),
                SampleReports.many(100),
                cutShort());
    }

    /** Killed before anything was known. */
    static Report cutShort() {
        Report empty = SampleReports.empty();
        Run cut = SampleReports.killed(empty.run());
        return new Report(cut, empty.summary(), empty.findings(), empty.skipped(), empty.language());
    }
}
