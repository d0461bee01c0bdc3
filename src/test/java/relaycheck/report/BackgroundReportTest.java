package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.impact.Impact;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the owner's files say stands in the finding and in its remedy. */
class BackgroundReportTest {
    private static final Report EXPLAINED =
            SampleReports.report(List.of(SampleReports.explained()), List.of(), Locale.ENGLISH);

    @Test
    void json_holdsCauseImpactAndTheLineToChange() {
        JsonNode endpoint = JsonMapper.shared().readTree(FindingText.write(SampleReports.explained()));
        assertThat(endpoint.at("/causes/0/file").asString()).isEqualTo("/etc/squid/squid.conf");
        assertThat(endpoint.at("/causes/0/opens").toString()).isEqualTo("{\"get\":true,\"connect\":[443,80,25]}");
        assertThat(endpoint.at("/impact/uses").asInt()).isEqualTo(41);
        assertThat(endpoint.at("/impact/destinations/0/suggests").asString()).isEqualTo("spam");
        assertThat(endpoint.at("/remedy/lines/0/line").asInt()).isEqualTo(12);
        assertThat(endpoint.at("/remedy/lines/0/change").asString()).startsWith("http_access allow localnet");
        assertThat(endpoint.at("/remedy/next/0").asString()).startsWith("Keep these logs");
    }

    /** The line stands right above. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "markdown", "sarif", "junit", "defectdojo", "ocsf"})
    void whoIsToldTheLine_isNotSentToLookForIt(String format) throws IOException {
        Finding told = SampleReports.explained();
        ImmutableList<String> steps = ImmutableList.of(Impact.FIND_THE_LINE, "Close it now.");
        Background.Impact impact = told.background().impact().orElseThrow();
        Background known = new Background(
                told.background().causes(),
                Optional.of(new Background.Impact(
                        impact.files(),
                        impact.lines(),
                        impact.unparsed(),
                        impact.uses(),
                        impact.attempts(),
                        impact.own(),
                        impact.first(),
                        impact.last(),
                        impact.sources(),
                        impact.destinations(),
                        steps)));
        assertThat(write(format, told.with(known))).contains("Close it now.").doesNotContain("relaycheck config");
        assertThat(write(format, told.with(new Background(ImmutableList.of(), known.impact()))))
                .contains("Close it now.", "relaycheck config");
        assertThat(JsonMapper.shared()
                        .readTree(FindingText.write(told.with(known)))
                        .at("/remedy/next")
                        .toString())
                .isEqualTo("[\"Close it now.\"]");
    }

    private static String write(String format, Finding finding) throws IOException {
        return Written.as(format, SampleReports.report(List.of(finding), List.of(), Locale.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "sarif", "junit", "defectdojo", "ocsf"})
    void everyFormatThatTellsAFinding_tellsWhatTheOwnersFilesSay(String format) throws IOException {
        assertThat(Written.as(format, EXPLAINED))
                .contains("/etc/squid/squid.conf:12: http_access allow all")
                .contains("41 relay uses and 7 attempts in 1,200 lines")
                .contains("in /etc/squid/squid.conf:12 write http_access allow localnet");
    }

    @Test
    void jsonWithoutFiles_hasNoSuchKeys() {
        JsonNode endpoint = JsonMapper.shared().readTree(FindingText.write(SampleReports.openSquid()));
        assertThat(endpoint.has("causes")).isFalse();
        assertThat(endpoint.has("impact")).isFalse();
        assertThat(endpoint.get("remedy").has("lines")).isFalse();
    }

    @Test
    void finding_isReadAsItWasWritten() {
        for (Finding finding : List.of(SampleReports.explained(), SampleReports.openSquid())) {
            assertThat(FindingText.read(FindingText.write(finding))).isEqualTo(finding);
        }
    }

    @ParameterizedTest
    @CsvSource({"causes, reasons", "uses, used", "suggests, hints", "anyone, everyone"})
    void anythingElse_doesNotFitTheSchema(String right, String wrong) throws IOException {
        String line = FindingText.write(SampleReports.explained());
        assertThat(JsonSchemas.errorsOfLine(line)).isEmpty();
        String broken = right.equals("causes")
                ? line.replaceFirst("\"causes\":\\[.*?\\],\"impact", "\"causes\":[],\"impact")
                : line.replace("\"" + right + "\"", "\"" + wrong + "\"");
        assertThat(broken).isNotEqualTo(line);
        assertThat(JsonSchemas.errorsOfLine(broken)).isNotEmpty();
    }

    @Test
    void text_saysWhichLineAndWhatHappened() {
        String text = Written.as("text", EXPLAINED).replaceAll("\\s+", " ");
        assertThat(text)
                .contains("opened by /etc/squid/squid.conf:12: http_access allow all — lets through")
                .contains(
                        "abused 41 relay uses and 7 attempts in 1,200 lines of /etc/squid/squid.conf.log, 2026-11-02T03:",
                        "14:12Z to 2026-11-24T10:00:03Z")
                .contains("by 203.0.113.9 (40× served, 6× refused)")
                .contains("to mail.example.net:25, spam (41× served, 5× refused)")
                .contains("do in /etc/squid/squid.conf:12 write http_access allow localnet")
                .contains("do Keep these logs");
    }

    @Test
    void textInJapanese_hasNoCommaOfEnglish() {
        Report report = SampleReports.report(List.of(SampleReports.explained()), List.of(), Locale.JAPANESE);
        assertThat(Written.as("text", report).replaceAll("\\s+", "")).contains("試行7件、2026-11-02T03:14:12Zから");
    }

    @Test
    void text_withoutFilesSaysNothingOfThem() {
        Report plain = SampleReports.report(List.of(SampleReports.openSquid()), List.of(), Locale.ENGLISH);
        assertThat(Written.as("text", plain)).doesNotContain("opened by").doesNotContain("abused");
    }

    @ParameterizedTest
    @CsvSource({"en, The line that opens it, Was it abused?", "ja, 開いている原因の行, 悪用されたか"})
    void html_hasBothInTheCard(String language, String cause, String impact) {
        Report report =
                SampleReports.report(List.of(SampleReports.explained()), List.of(), Locale.forLanguageTag(language));
        Document page = Jsoup.parse(Written.as("html", report));
        assertThat(page.select(".card h4").eachText()).contains(cause, impact);
        assertThat(page.select(".card .cause .where").text()).isEqualTo("/etc/squid/squid.conf:12");
        assertThat(page.select(".card .cause .copy code").text()).startsWith("http_access allow localnet");
        assertThat(page.select(".card table.impact tbody tr")).hasSize(3);
        assertThat(page.select(".card p.impact").text()).contains("41").contains("1,200");
    }

    @Test
    void html_withoutFilesHasNeither() {
        Report plain = SampleReports.report(List.of(SampleReports.openSquid()), List.of(), Locale.ENGLISH);
        assertThat(Jsoup.parse(Written.as("html", plain)).select(".cause, .impact"))
                .isEmpty();
    }
}
