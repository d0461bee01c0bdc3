package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DefectDojoReportTest {
    /** What its reader takes; any other key refuses the file. Kept in step with the parser of DefectDojo 2.5x. */
    private static final ImmutableSet<String> KEYS = ImmutableSet.of(
            "title",
            "severity",
            "description",
            "date",
            "cwe",
            "cvssv3",
            "cvssv3_score",
            "cvssv4",
            "cvssv4_score",
            "mitigation",
            "impact",
            "references",
            "active",
            "risk_accepted",
            "verified",
            "static_finding",
            "dynamic_finding",
            "unique_id_from_tool",
            "vuln_id_from_tool",
            "component_name",
            "component_version",
            "endpoints",
            "tags");

    @Test
    void keys_areItsOwn() {
        JsonNode report = json(SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(report.propertyNames()).containsExactly("name", "version", "dynamic_tool", "findings");
        assertThat(report.path("findings")).hasSize(4);
        for (JsonNode finding : report.path("findings")) {
            assertThat(KEYS).containsAll(finding.propertyNames());
            assertThat(finding.propertyNames()).contains("title", "severity", "description", "unique_id_from_tool");
            assertThat(finding.path("severity").stringValue()).isIn("Critical", "High", "Medium", "Low", "Info");
        }
    }

    @Test
    void openRelay_saysWhatAndWhere() {
        JsonNode finding = json(SampleReports.everyVerdict(Locale.ENGLISH)).at("/findings/0");

        assertThat(finding.path("title").stringValue()).isEqualTo("Open relay at 10.77.2.1:80");
        assertThat(finding.path("unique_id_from_tool").stringValue()).isEqualTo("relaycheck/relayed/10.77.2.1:80");
        assertThat(finding.path("date").stringValue()).isEqualTo("2026-11-24");
        assertThat(finding.path("cvssv3_score").doubleValue()).isEqualTo(7.2);
        assertThat(finding.path("verified").booleanValue()).isTrue();
        assertThat(finding.at("/endpoints/0/host").stringValue()).isEqualTo("10.77.2.1");
        assertThat(finding.at("/endpoints/0/port").intValue()).isEqualTo(80);
    }

    @Test
    void suspect_isNotVerifiedAndHasNoVector() {
        JsonNode finding = json(SampleReports.everyVerdict(Locale.ENGLISH)).at("/findings/2");

        assertThat(finding.path("verified").booleanValue()).isFalse();
        assertThat(finding.has("cvssv3")).isFalse();
    }

    @Test
    void description_isTheSameInEveryRun() {
        String description =
                json(SampleReports.hostileOnly()).at("/findings/0/description").stringValue();

        assertThat(description).contains("NONCE").doesNotContain("0123456789abcdef", "10:00:03", " ms");
    }

    /** A tracker that took it for new work would ask for it every week. */
    @Test
    void whatItsOwnerAccepts_isAnAcceptedRisk() {
        JsonNode report = json(SampleReports.standing(
                SampleReports.everyVerdict(Locale.ENGLISH), SampleReports.accepting("10.77.2.1:80")));

        assertThat(report.at("/findings/0/risk_accepted").booleanValue()).isTrue();
        assertThat(report.at("/findings/0/active").booleanValue()).isFalse();
        assertThat(report.at("/findings/1/risk_accepted").booleanValue()).isFalse();
        assertThat(report.at("/findings/1/active").booleanValue()).isTrue();
    }

    /** Half of a finding in another language helps neither of its readers. */
    @Test
    void words_areEnglishWhateverTheReadersLanguage() {
        assertThat(json(SampleReports.everyVerdict(Locale.JAPANESE)))
                .isEqualTo(json(SampleReports.everyVerdict(Locale.ENGLISH)));
    }

    private static JsonNode json(Report report) {
        return new JsonMapper().readTree(Written.as("defectdojo", report));
    }
}
