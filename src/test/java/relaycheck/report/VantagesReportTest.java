package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

class VantagesReportTest {
    private static final Report SAMPLE = SampleReports.fromTwoPlaces(Locale.ENGLISH);

    @Test
    void text_hasAColumnAPlaceAndTheMeaning() {
        assertThat(Written.as("text", SAMPLE))
                .containsPattern("Seen from +office")
                .containsPattern("10\\.77\\.2\\.1:80 +OPEN +NOT_A_RELAY")
                .containsSubsequence("open from inside only:", "SUSPECT       -", "proved from nowhere");
    }

    @Test
    void page_hasARowAnEndpointAndAColumnAPlace() {
        Document page = Jsoup.parse(Written.as("html", SAMPLE));
        assertThat(page.select("#vantages thead th")).hasSize(4);
        assertThat(page.select("#vantages tbody tr")).hasSize(2);
        assertThat(page.select("#vantages tbody tr:first-child").text())
                .startsWith("10.77.2.1:80 Open Not a relay open from inside only");
        assertThat(page.select("#vantages tbody tr:last-child td:nth-child(3)").text())
                .isEqualTo("–");
        assertThat(page.select("h1").text()).doesNotContain("strangers");
    }

    /** What only insiders reach is not told as a relay for strangers, nor as asked from where it is closed. */
    @Test
    void page_tellsWhoIsRelayedAndFromWhereItIsSeen() {
        ImmutableList<Vantage> places = ImmutableList.of(
                new Vantage("inside (hq)", "inside (hq), 10.77.9.1 (an inside vantage)", true, "run-1"),
                new Vantage("vps", "vps, 198.51.100.9 (a public address)", false, "run-2"),
                new Vantage("pop", "pop, 198.51.100.8 (a public address)", false, "run-3"));
        Finding one = SampleReports.openSquid();
        Finding two = SampleReports.open("10.77.2.50", "10.77.2.50");
        Report plain = SampleReports.report(List.of(one, two), List.of(), Locale.ENGLISH);
        Vantages seen = new Vantages(
                places,
                ImmutableList.of(
                        row(one, places, Verdict.OPEN, Verdict.NOT_A_RELAY, Verdict.NOT_A_RELAY),
                        row(two, places, Verdict.LOGIN_NEEDED, Verdict.OPEN, Verdict.OPEN)));
        Document page = Jsoup.parse(Written.as(
                "html",
                new Report(
                        plain.run(),
                        plain.summary(),
                        plain.findings(),
                        plain.skipped(),
                        Locale.ENGLISH,
                        plain.standing(),
                        Optional.of(seen))));
        assertThat(page.select("h1").text()).isEqualTo("2 of 2 endpoints relay traffic, one of them for strangers.");
        assertThat(page.select(".card .path li:first-child").eachText())
                .containsExactly("Scanner inside (hq), 10.77.9.1", "Scanner vps, 198.51.100.9, pop, 198.51.100.8");
    }

    private static Vantages.Row row(Finding finding, ImmutableList<Vantage> places, Verdict... verdicts) {
        ImmutableMap.Builder<String, Verdict> seen = ImmutableMap.builder();
        for (int i = 0; i < verdicts.length; i++) {
            seen.put(places.get(i).name(), verdicts[i]);
        }
        return Vantages.row(finding.endpoint(), seen.buildOrThrow(), places);
    }

    @Test
    void markdown_hasARowAnEndpointAndAColumnAPlace() {
        assertThat(Written.as("markdown", SAMPLE))
                .containsPattern("\\| Seen from \\| ` office ` \\|.+\\| \\|\n\\|---\\|---\\|---\\|---\\|\n")
                .contains("| ` 10.77.2.1:80 ` | OPEN | NOT_A_RELAY | open from inside only: closed for strangers")
                .contains("| SUSPECT | - | proved from nowhere");
    }

    @Test
    void japanese_saysItInJapanese() {
        Report sample = SampleReports.fromTwoPlaces(Locale.JAPANESE);
        assertThat(Written.as("text", sample)).contains("内側からだけ開放されています");
        assertThat(Jsoup.parse(Written.as("html", sample)).select("#vantages").text())
                .contains("調査した場所ごとの判定", "内側からだけ開放されています");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "json", "markdown"})
    void hostileNameOfAPlace_doesNoHarm(String format) {
        assertThat(Written.as(format, SAMPLE)).doesNotContain("\u001b[2J", "\u202e");
        assertThat(Written.as("html", SAMPLE)).doesNotContain("<img src=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "json", "markdown"})
    void onePlace_hasNoMatrix(String format) {
        assertThat(Written.as(format, SampleReports.everyVerdict(Locale.ENGLISH)))
                .doesNotContain("Seen from", "id=\"vantages\"", "\"vantages\"");
    }
}
