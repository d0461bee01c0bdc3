package relaycheck.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.report.JsonSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reports, above all that what a stranger wrote into the log does nothing in them. */
class ImpactFormatTest {
    private static final String HOSTILE = """
            =cmd|'/c - - [22/Oct/2007:03:14:12 +0000] "CONNECT <script>alert(1)</script>:25 HTTP/1.1" 200 5
            203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] "CONNECT +1\u001b[31m\u202e:25 HTTP/1.1" 405 5
            """;

    @Test
    void json_hasExactlyTheKeysOfTheContract() throws IOException {
        JsonNode json = JsonMapper.shared().readTree(written("json", HOSTILE));
        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "lines",
                        "unparsed",
                        "from",
                        "to",
                        "uses",
                        "attempts",
                        "own",
                        "sources",
                        "destinations",
                        "timeline",
                        "findings");
        assertThat(json.get("schema").asString()).isEqualTo("relaycheck-impact/1");
        assertThat(json.get("from").asString()).isEqualTo("2007-10-22T03:14:12Z");
        assertThat(json.get("sources").get(0).propertyNames())
                .containsExactly("address", "outside", "attempts", "uses", "first", "last");
        assertThat(json.get("destinations").get(0).propertyNames())
                .containsExactly("host", "port", "attempts", "uses", "suggests");
        assertThat(json.get("findings").get(0).propertyNames()).containsExactly("severity", "because", "samples");
        assertThat(json.get("findings").get(0).get("severity").asString()).isEqualTo("critical");
    }

    @Test
    void jsonOfNothing_hasNullsAndEmptyLists() throws IOException {
        JsonNode json = JsonMapper.shared().readTree(written("json", ""));
        assertThat(json.get("from").isNull()).isTrue();
        assertThat(json.get("lines").asLong()).isZero();
        assertThat(json.get("sources").isEmpty()).isTrue();
        assertThat(json.get("findings").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no log\n", HOSTILE})
    void json_fitsItsSchema(String log) throws IOException {
        assertThat(JsonSchemas.errorsOf("impact", written("json", log))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            relaycheck-impact/1 | relaycheck-impact/2
            "uses" : 1          | "uses" : -1
            "critical"          | "dreadful"
            "outside" : true    | "outside" : "yes"
            2007-10-22T03       | 22/Oct/2007:03
            "port" : 25         | "port" : "smtp"
            "samples"           | "examples"
            """)
    void anythingElse_doesNotFit(String right, String wrong) throws IOException {
        String json = written("json", HOSTILE);
        assertThat(json).contains(right);
        assertThat(JsonSchemas.errorsOf("impact", json.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void csv_hasNoFieldThatIsAFormula() throws IOException {
        List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(written("csv", HOSTILE)).stream()
                .toList();
        assertThat(rows).hasSize(5);
        assertThat(rows.stream().flatMap(row -> row.getFields().stream()))
                .noneMatch(field -> !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0)
                .contains("'=cmd|'/c");
    }

    @Test
    void csv_hasNoFormulaWhereASpreadsheetSplitsAtSemicolons() throws IOException {
        String log = HOSTILE + "198.51.100.7 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT ;=1+1:25 HTTP/1.1\" 200 0\n";
        assertThat(written("csv", log)).contains(",;'=1+1,").doesNotContain(";=");
    }

    /** Bars side by side would say that the abuse never stopped. */
    @Test
    void html_leavesRoomForTheDaysBetween() throws IOException {
        Document html = Jsoup.parse(written("html", at("22/Oct/2007") + at("23/Oct/2007") + at("11/Nov/2007")));
        assertThat(html.select("rect.use").eachAttr("x")).containsExactly("0", "4", "80");
        assertThat(html.select("svg").attr("viewBox")).isEqualTo("0 0 84 100");
        assertThat(html.select(".ends span").eachText())
                .containsExactly("2007-10-22T00:00:00Z", "2007-11-12T00:00:00Z");
        assertThat(html.select(".legend").text()).isEqualTo("■ uses ■ attempts");
    }

    @Test
    void html_ofAClockThatJumped_showsBarsThatCanBeSeen() throws IOException {
        Document html = Jsoup.parse(written("html", at("01/Jan/1970") + at("22/Oct/2007") + at("22/Oct/2099")));
        assertThat(html.select("rect.use").eachAttr("x")).containsExactly("0", "4", "8");
        assertThat(html.select("svg").attr("viewBox")).isEqualTo("0 0 12 100");
    }

    private static String at(String day) {
        return "198.51.100.7 - - [" + day + ":12:00:00 +0000] \"CONNECT mail.example.net:25 HTTP/1.1\" 200 0\n";
    }

    @Test
    void html_holdsNoMarkupOfTheLogAndAsksNobody() throws IOException {
        String page = written("html", HOSTILE);
        Document html = Jsoup.parse(page);
        assertThat(html.select("script, img, link, iframe, [src], [href], [onclick]"))
                .isEmpty();
        assertThat(html.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'");
        assertThat(html.text())
                .contains("<script>alert(1)</script>:25")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("svg rect.use")).isNotEmpty();
    }

    @Test
    void html_saysOneAndSeveral() throws IOException {
        String line = HOSTILE.lines().findFirst().orElseThrow() + "\n";
        assertThat(Jsoup.parse(written("html", line)).text()).contains("1 line of access logs", ": 1 use 2007");
        assertThat(Jsoup.parse(written("html", line + line)).text()).contains("2 lines of", ": 2 uses 2007");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 500; i++) {
            many.append(line.replace("=cmd|'/c", "198.51." + i / 256 + "." + i % 256));
        }
        assertThat(Jsoup.parse(written("html", many.toString())).text())
                .contains("1 more is in the CSV and JSON reports.");
    }

    @Test
    void text_answersWhoWhereWhenAndWhatNext() throws IOException {
        assertThat(written("txt", HOSTILE))
                .contains(
                        "relay uses: 1, relay attempts: 1",
                        "critical",
                        "Who asked",
                        "Where to",
                        "When (by the hour",
                        "What to do next",
                        "#####")
                .doesNotContain("\u001b");
        assertThat(written("txt", ""))
                .contains("relay uses: 0", "relaycheck scan")
                .doesNotContain("Who asked");
    }

    @Test
    void ending_picksTheFormat() {
        assertThat(ImpactFormats.ofFile("a/b.HTML").orElseThrow().ending()).isEqualTo("html");
        assertThat(ImpactFormats.ofFile("a.pdf")).isEmpty();
        assertThat(ImpactFormats.ofFile("json")).isEmpty();
    }

    private static String written(String ending, String log) throws IOException {
        StringBuilder out = new StringBuilder();
        ImmutableList.of(ImpactFormats.ofFile("x." + ending).orElseThrow())
                .get(0)
                .write(TallyTest.impact(log), out);
        return out.toString();
    }
}
