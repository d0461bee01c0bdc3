package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrometheusReportTest {
    /** The text exposition format: a comment, or a name, labels and a value. */
    private static final Pattern LINE =
            Pattern.compile("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z_]+=\"[A-Za-z_]+\"})? [0-9.E+-]+");

    @Test
    void everyLine_isOfTheExpositionFormat() {
        assertThat(Written.as("prometheus", SampleReports.everyVerdict(Locale.ENGLISH))
                        .lines())
                .allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void gauges_countVerdictsAndOpenSeverities() {
        assertThat(Written.as("prometheus", SampleReports.everyVerdict(Locale.ENGLISH))
                        .lines())
                .contains(
                        "# TYPE relaycheck_endpoints gauge",
                        "relaycheck_endpoints{verdict=\"OPEN\"} 2.0",
                        "relaycheck_endpoints{verdict=\"INCONCLUSIVE\"} 1.0",
                        "relaycheck_open_endpoints{severity=\"critical\"} 1.0",
                        "relaycheck_open_endpoints{severity=\"high\"} 1.0",
                        "relaycheck_skipped_targets 2.0",
                        "relaycheck_scan_complete 1.0",
                        "relaycheck_last_complete_scan_timestamp_seconds 1.795514442E9");
    }

    @Test
    void verdictThatNobodyHas_isZeroNotMissing() {
        assertThat(Written.as("prometheus", SampleReports.empty()).lines())
                .contains("relaycheck_endpoints{verdict=\"OPEN\"} 0.0");
    }

    @Test
    void scanThatWasCutShort_isNotTheLastCompleteOne() {
        assertThat(Written.as("prometheus", JsonSchemaTest.cutShort()))
                .contains("relaycheck_scan_complete 0.0")
                .doesNotContain("last_complete");
    }
}
