package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import relaycheck.verdict.Finding;

/** What a peer blows up, and names of ten thousand characters, leave a report readable. */
class LongWordsTest {
    private static final Finding WINDY = SampleReports.longWinded();
    private static final Report REPORT = SampleReports.report(List.of(WINDY), List.of(), Locale.ENGLISH);

    @Test
    void terminal_hasAPageOfIt() {
        assertThat(Written.as("text", REPORT)).contains("GET http", "…").hasSizeLessThan(6000);
    }

    @Test
    void words_areTheSameFromRunToRunWhereTheyAreCut() {
        Concern concern = new Concern(WINDY, Ratings.standard().of(WINDY).orElseThrow());
        assertThat(concern.because() + concern.exchanges()).contains("…").doesNotContain("0123");
        assertThat(concern.because()).hasSizeLessThan(3100);
    }

    @Test
    void page_showsAsMuchOfALabelAsHelps() {
        Document page = Jsoup.parse(Written.as("html", REPORT));
        assertThat(page.select("#owners a").text()).hasSize(121).endsWith("L…");
        assertThat(page.select(".card .owner").text()).hasSize(121);
        assertThat(page.select(".card .because").text()).hasSizeLessThan(3100);
    }

    /** The link sets the filter to what the table's script has: the two must be one text. */
    @Test
    void ownerInTheList_isTheOneOfTheTable() {
        String page = Written.as("html", REPORT);
        String owner = Jsoup.parse(page).select("#owners a").attr("data-owner");
        assertThat(owner).hasSize(601);
        assertThat(page).contains("\"" + owner + "\"");
    }
}
