package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relaycheck.history.Run;
import relaycheck.policy.Policy;
import relaycheck.policy.PolicyFile;
import relaycheck.policy.Standing;

class PrometheusReportTest {
    /** The text exposition format: a comment, or a name, labels and a value. */
    private static final Pattern LINE =
            Pattern.compile("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z_]+=\"[A-Za-z_-]+\"})? [0-9.E+-]+");

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

    /** Whoever collects the parts of a scan on one machine would have each of them count as all. */
    @Test
    void aPartOfAScan_saysWhichItIs() {
        Report all = SampleReports.everyVerdict(Locale.ENGLISH);
        Run part = new Run(
                all.run().id(),
                all.run().version(),
                all.run().started(),
                all.run().finished(),
                true,
                all.run().vantage(),
                all.run().canary(),
                ImmutableMap.of("shard", "2/8"),
                all.run().digest(),
                all.run().warnings(),
                all.run().receipt());
        assertThat(Written.as(
                                "prometheus",
                                new Report(part, all.summary(), all.findings(), all.skipped(), Locale.ENGLISH))
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .contains(
                        "relaycheck_scan_complete{shard=\"2/8\"} 1.0",
                        "relaycheck_endpoints{shard=\"2/8\",verdict=\"OPEN\"} 2.0")
                .allMatch(line -> line.contains("shard=\"2/8\""));
    }

    @Test
    void policy_isCountedByWhatItSaysOfEndpoints() {
        assertThat(withPolicy("2026-11-24").lines())
                .contains(
                        "# TYPE relaycheck_policy_endpoints gauge",
                        "relaycheck_policy_endpoints{ruling=\"accepted\"} 1.0",
                        "relaycheck_policy_endpoints{ruling=\"expired\"} 0.0",
                        "relaycheck_policy_endpoints{ruling=\"as-intended\"} 0.0",
                        "relaycheck_policy_endpoints{ruling=\"more-than-intended\"} 1.0")
                .allMatch(line -> LINE.matcher(line).matches());
        assertThat(withPolicy("2026-11-23").lines())
                .contains(
                        "relaycheck_policy_endpoints{ruling=\"accepted\"} 0.0",
                        "relaycheck_policy_endpoints{ruling=\"expired\"} 1.0");
    }

    @Test
    void withoutPolicy_thereIsNothingToCount() {
        assertThat(Written.as("prometheus", SampleReports.everyVerdict(Locale.ENGLISH)))
                .doesNotContain("policy_endpoints");
    }

    /** The suspect is accepted until that day; Squid is meant to relay, but not to port 25. */
    private static String withPolicy(String expires) {
        Policy policy = PolicyFile.parse("a.toml", """
                        [[accepted]]
                        target = "10.77.2.2:8080"
                        owner = "web team"
                        reason = "moves"
                        ticket = "RISK-17"
                        expires = %s

                        [[intended]]
                        target = "10.77.2.1:80"
                        ports = [443]
                        owner = "net team"
                        reason = "the way out"
                        """.formatted(expires)).value();
        Report plain = SampleReports.everyVerdict(Locale.ENGLISH);
        Standing standing =
                new Standing(policy, Optional.empty(), plain.run().vantage(), LocalDate.parse("2026-11-24"));
        return Written.as("prometheus", SampleReports.standing(plain, standing));
    }
}
