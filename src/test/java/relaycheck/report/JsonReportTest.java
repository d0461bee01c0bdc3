package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void everyVerdict_hasTheShapeThatIsPromised() {
        JsonNode json = MAPPER.readTree(Written.as("json", SampleReports.everyVerdict(Locale.ENGLISH)));

        assertThat(json.propertyNames()).containsExactly("schema", "scan", "summary", "endpoints", "skipped");
        assertThat(json.path("schema").stringValue()).isEqualTo("relaycheck-report/1");
        assertThat(json.at("/scan/canary/address").stringValue()).isEqualTo("10.77.3.1");
        assertThat(json.at("/scan/complete").booleanValue()).isTrue();
        assertThat(json.at("/summary/verdicts/OPEN").intValue()).isEqualTo(2);
        assertThat(json.at("/summary/severities/critical").intValue()).isEqualTo(1);
        assertThat(json.at("/summary/skipped").intValue()).isEqualTo(2);
        assertThat(json.path("endpoints")).hasSize(7);
        assertThat(json.at("/endpoints/0/relays/connect")).hasSize(2);
        assertThat(json.at("/skipped/0/address").stringValue()).isEqualTo("198.51.100.7");
        assertThat(json.at("/skipped/1/address").isNull()).isTrue();
    }

    @Test
    void endpoints_readBackAsWhatTheyWere() {
        JsonNode json = MAPPER.readTree(Written.as("json", SampleReports.everyVerdict(Locale.ENGLISH)));

        assertThat(FindingJson.read(json.at("/endpoints/0"))).isEqualTo(SampleReports.openSquid());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "at":"2026        | "at":"2O26       | not a finding: Text
            "names":[         | "names":[1       | not a finding:
            "port":8080       | "port":"eight"   | not a finding:
            {"address"        | ["address"       | not JSON:
            """)
    void aLineThatIsNoFinding_isRefused(String good, String bad, String why) {
        String line = FindingText.write(SampleReports.unreachable());
        assertThat(line).contains(good);
        assertThatThrownBy(() -> FindingText.read(line.replace(good, bad)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void lines_holdTheSameObjects() {
        Report report = SampleReports.everyVerdict(Locale.ENGLISH);
        JsonNode json = MAPPER.readTree(Written.as("json", report));

        assertThat(Written.as("jsonl", report).lines().map(MAPPER::readTree))
                .containsExactlyElementsOf(json.path("endpoints"));
    }

    @Test
    void nothingAsked_isWhole() {
        JsonNode json = MAPPER.readTree(Written.as("json", SampleReports.empty()));

        assertThat(json.path("endpoints").isArray()).isTrue();
        assertThat(json.path("endpoints")).isEmpty();
        assertThat(Written.as("jsonl", SampleReports.empty())).isEmpty();
    }
}
