package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlTableTest {
    @Test
    void textWrittenBefore_isItsNumber() throws IOException {
        JsonNode rows = read(refused("web team"), refused("web team"), refused("mail team"))
                .path("rows");
        assertThat(rows.path(0).toString())
                .isEqualTo("[\"10.0.0.1\",80,\"NOT_A_RELAY\",\"none\",\"web team\",\"\",3,\"does not relay\"]");
        assertThat(rows.path(1).toString()).isEqualTo("[\"10.0.0.1\",80,0,1,2,3,3,4]");
        assertThat(rows.path(2).path(4).stringValue()).isEqualTo("mail team");
    }

    @Test
    void charactersBeyondAscii_stayAsTheyAre() throws IOException {
        assertThat(read(refused("情報システム課 — 𠮷野")).path("rows").path(0).path(4).stringValue())
                .isEqualTo("情報システム課 — 𠮷野");
    }

    @Test
    void noTagAndNoEntity_canStandInIt() throws IOException {
        String json = write(HtmlHostile.finding(), refused("</script><!--"));
        assertThat(json).doesNotContain("<", ">", "&");
        assertThat(new JsonMapper().readTree(json).path("rows").path(1).path(4).stringValue())
                .isEqualTo("</script><!--");
    }

    @Test
    void longText_isCut() throws IOException {
        assertThat(read(refused("x".repeat(5000))).path("rows").path(0).path(4).stringValue())
                .hasSizeLessThan(700)
                .endsWith("…");
    }

    @Test
    void words_areThoseOfTheLanguage() throws IOException {
        JsonNode json = new JsonMapper().readTree(write(Locale.JAPANESE));
        assertThat(json.path("lang").stringValue()).isEqualTo("ja");
        assertThat(json.path("words").path("OPEN").stringValue()).isEqualTo("開放");
        assertThat(json.path("words").path("critical").stringValue()).isEqualTo("緊急");
        assertThat(json.path("rows")).isEmpty();
    }

    /** A sheet of paper is narrower than that, and the table's head was folded on it to columns of one letter. */
    @Test
    void whatANarrowScreenFolds_paperDoesNot() throws IOException {
        String css = Resources.toString(Resources.getResource("relaycheck/report/html/table.css"), UTF_8);
        assertThat(css).contains("@media screen and (max-width: 48rem) {").doesNotContain("@media (max-width");
    }

    private static Finding refused(String label) {
        return HtmlSamples.finding(
                "10.0.0.1", 80, Verdict.NOT_A_RELAY, Severity.NONE, "refused", Optional.of(label), "does not relay");
    }

    private static JsonNode read(Finding... findings) throws IOException {
        return new JsonMapper().readTree(write(findings));
    }

    private static String write(Finding... findings) throws IOException {
        return write(Locale.ENGLISH, findings);
    }

    private static String write(Locale language, Finding... findings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlOutput output = new HtmlOutput(out)) {
            new HtmlTable(ImmutableList.copyOf(findings), HtmlMessages.in(language)).writeTo(output);
        }
        return out.toString(UTF_8);
    }
}
