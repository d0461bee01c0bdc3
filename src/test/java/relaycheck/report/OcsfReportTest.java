package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OcsfReportTest {
    /** What OCSF 1.3 requires of a Vulnerability Finding, and what of the rest we use. */
    private static final ImmutableSet<String> REQUIRED = ImmutableSet.of(
            "activity_id",
            "category_uid",
            "class_uid",
            "finding_info",
            "metadata",
            "severity_id",
            "time",
            "type_uid",
            "vulnerabilities");

    private static final ImmutableSet<String> OTHERS =
            ImmutableSet.of("confidence_id", "message", "resources", "status_id", "unmapped");

    @Test
    void events_haveWhatTheClassRequiresAndNothingUnknown() {
        JsonNode events = json(SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(events).hasSize(4);
        for (JsonNode event : events) {
            assertThat(event.propertyNames()).containsAll(REQUIRED);
            assertThat(event.propertyNames()).allMatch(name -> REQUIRED.contains(name) || OTHERS.contains(name));
            assertThat(event.path("type_uid").intValue()).isEqualTo(200201);
            assertThat(event.at("/metadata/version").stringValue()).isEqualTo("1.3.0");
            assertThat(event.at("/metadata/product/vendor_name").isString()).isTrue();
            assertThat(event.at("/finding_info/uid").isString()).isTrue();
            assertThat(event.at("/finding_info/title").isString()).isTrue();
            assertThat(event.at("/vulnerabilities/0/cwe/uid").stringValue()).isEqualTo("CWE-441");
            assertThat(event.at("/vulnerabilities/0/remediation/desc").isString())
                    .isTrue();
        }
    }

    @Test
    void severities_areThoseOfOcsf() {
        JsonNode events = json(SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(events).map(event -> event.path("severity_id").intValue()).containsExactly(5, 4, 3, 2);
        assertThat(events).map(event -> event.path("confidence_id").intValue()).containsExactly(3, 3, 2, 2);
        assertThat(events.at("/0/time").longValue()).isEqualTo(1_795_514_403_000L);
    }

    /** A tracker that took it for new work would ask for it every week. */
    @Test
    void whatItsOwnerAccepts_isSuppressed() {
        JsonNode events = json(SampleReports.standing(
                SampleReports.everyVerdict(Locale.ENGLISH), SampleReports.accepting("10.77.2.1:80")));

        assertThat(events).map(event -> event.path("status_id").intValue()).containsExactly(3, 1, 1, 1);
    }

    /** Half of a finding in another language helps neither of its readers. */
    @Test
    void words_areEnglishWhateverTheReadersLanguage() {
        assertThat(json(SampleReports.everyVerdict(Locale.JAPANESE)))
                .isEqualTo(json(SampleReports.everyVerdict(Locale.ENGLISH)));
    }

    private static JsonNode json(Report report) {
        return new JsonMapper().readTree(Written.as("ocsf", report));
    }
}
