package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void japanese_saysItInJapanese() {
        Report sample = SampleReports.fromTwoPlaces(Locale.JAPANESE);
        assertThat(Written.as("text", sample)).contains("内側からだけ開放されています");
        assertThat(Jsoup.parse(Written.as("html", sample)).select("#vantages").text())
                .contains("調査した場所ごとの判定", "内側からだけ開放されています");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "json"})
    void hostileNameOfAPlace_doesNoHarm(String format) {
        assertThat(Written.as(format, SAMPLE)).doesNotContain("\u001b[2J", "\u202e");
        assertThat(Written.as("html", SAMPLE)).doesNotContain("<img src=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "json"})
    void onePlace_hasNoMatrix(String format) {
        assertThat(Written.as(format, SampleReports.everyVerdict(Locale.ENGLISH)))
                .doesNotContain("Seen from", "id=\"vantages\"", "\"vantages\"");
    }
}
