package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Streams;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.history.Run;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
    @ParameterizedTest
    @MethodSource("relaycheck.report.JsonSchemaTest#reports")
    void anyReport_fitsTheOfficialSchema(Report report) throws IOException {
        assertThat(JsonSchemas.errorsOfSarif(Written.as("sarif", report))).isEmpty();
    }

    @Test
    void results_areWhatToActOn() {
        JsonNode results = run(SampleReports.everyVerdict(Locale.ENGLISH)).path("results");

        assertThat(Streams.stream(results).map(result -> result.path("ruleId").stringValue()))
                .containsExactly("relayed-critical", "relayed", "attempted", "login");
        assertThat(Streams.stream(results).map(result -> result.path("level").stringValue()))
                .containsExactly("error", "error", "warning", "note");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            CRITICAL, 203.0.113.10, relayed-critical, 9.5
            HIGH,     203.0.113.10, relayed,          7.2
            CRITICAL, 10.0.0.5,     relayed-inside,   9.3
            """)
    void severityThatGithubShows_isThatOfTheFinding(Severity severity, String egress, String id, String score) {
        Finding open = SampleReports.withSeverity(SampleReports.open("203.0.113.9", egress), severity);
        JsonNode run = run(SampleReports.report(List.of(open), List.of(), Locale.ENGLISH));

        JsonNode rule =
                run.at("/tool/driver/rules/" + run.at("/results/0/ruleIndex").intValue());
        assertThat(run.at("/results/0/ruleId").stringValue()).isEqualTo(id);
        assertThat(rule.path("id").stringValue()).isEqualTo(id);
        assertThat(rule.at("/properties/security-severity").stringValue()).isEqualTo(score);
    }

    @Test
    void alert_isTheSameEndpointsWhicheverItsRule() {
        Finding open = SampleReports.open("203.0.113.9", "203.0.113.10");
        JsonNode both = run(SampleReports.report(
                        List.of(
                                SampleReports.withSeverity(open, Severity.CRITICAL),
                                SampleReports.withSeverity(open, Severity.HIGH)),
                        List.of(),
                        Locale.ENGLISH))
                .path("results");

        assertThat(both.at("/0/partialFingerprints")).isEqualTo(both.at("/1/partialFingerprints"));
    }

    @Test
    void whatWasNotJudgedOrAsked_isANotification() {
        JsonNode notifications =
                run(SampleReports.everyVerdict(Locale.ENGLISH)).at("/invocations/0/toolExecutionNotifications");

        assertThat(notifications.toString())
                .contains("a private vantage point", "1 endpoint could not be judged", "2 listed targets");
    }

    /** GitHub takes what is missing for fixed. */
    @Test
    void halfAScan_saysSo() {
        Report whole = SampleReports.everyVerdict(Locale.ENGLISH);
        Run half = SampleReports.killed(whole.run());
        assertThat(run(new Report(half, whole.summary(), whole.findings(), whole.skipped(), Locale.ENGLISH))
                        .at("/invocations/0/toolExecutionNotifications")
                        .toString())
                .contains("the scan was not completed");
        assertThat(run(whole).path("invocations").toString()).doesNotContain("the scan was not completed");
    }

    @Test
    void whatGithubAsksFor_isThere() {
        JsonNode run = run(SampleReports.everyVerdict(Locale.ENGLISH));

        for (JsonNode rule : run.at("/tool/driver/rules")) {
            assertThat(rule.at("/shortDescription/text").stringValue()).isNotBlank();
            assertThat(rule.at("/fullDescription/text").stringValue()).isNotBlank();
            assertThat(rule.at("/help/text").stringValue()).isNotBlank();
            assertThat(rule.at("/properties/security-severity").stringValue()).matches("\\d\\.\\d");
            assertThat(rule.at("/properties/tags").toString()).contains("security");
            boolean isWeakness = !rule.path("id").stringValue().equals("unjudged");
            assertThat(rule.at("/help/text").stringValue().contains("CWE-441: "))
                    .isEqualTo(isWeakness);
            assertThat(rule.at("/properties/tags").toString().contains("external/cwe/cwe-441"))
                    .isEqualTo(isWeakness);
        }
        for (JsonNode result : run.path("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.path("ruleIndex").intValue());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").stringValue()).matches("endpoints/[0-9a-f.:]+/\\d+");
            assertThat(place.at("/region/startLine").intValue()).isPositive();
            assertThat(result.at("/partialFingerprints/primaryLocationLineHash").stringValue())
                    .isNotBlank();
        }
    }

    @Test
    void fingerprints_tellEndpointsApartAndNothingElse() {
        JsonNode first = results("web team");
        JsonNode second = results("another team");

        assertThat(first.at("/0/partialFingerprints")).isEqualTo(second.at("/0/partialFingerprints"));
        assertThat(first.at("/0/partialFingerprints")).isNotEqualTo(first.at("/1/partialFingerprints"));
    }

    @Test
    void noncesOfARun_areNotInWhatIsTracked() {
        assertThat(results("").toString()).contains("NONCE").doesNotContain("0123456789abcdef0123456789abcdef");
    }

    private static JsonNode results(String label) {
        return run(SampleReports.report(
                        List.of(SampleReports.labelled(SampleReports.openSquid(), label), SampleReports.hostile()),
                        List.of(),
                        Locale.ENGLISH))
                .path("results");
    }

    private static JsonNode run(Report report) {
        return new JsonMapper().readTree(Written.as("sarif", report)).at("/runs/0");
    }
}
