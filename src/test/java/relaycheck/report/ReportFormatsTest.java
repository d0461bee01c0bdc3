package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            report.txt,        text
            report.json,       json
            findings.jsonl,    jsonl
            REPORT.CSV,        csv
            a.b/report.x.json, json
            a.sarif,           sarif
            a.sarif.json,      sarif
            a.xml,             junit
            a.junit.xml,       junit
            a.nmap.xml,        nmap
            nmap.xml,          junit
            a.dojo.json,       defectdojo
            a.ocsf.json,       ocsf
            a.md,              markdown
            relaycheck.prom,   prometheus
            a.html,            html
            """)
    void ending_picksTheFormat(String file, String format) {
        assertThat(ReportFormats.forFile(file).name()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            report.jsom, .json
            report.xls,  .csv
            report.text1,.text
            """)
    void unknownEnding_namesAllAndTheNearest(String file, String nearest) {
        assertThatThrownBy(() -> ReportFormats.forFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nearest)
                .hasMessageContaining(".json, .jsonl, .csv, .sarif");
    }

    @Test
    void unknownName_namesAllAndTheNearest() {
        assertThatThrownBy(() -> ReportFormats.named("jsno\u001b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "no report format is called jsno\\u{1b}; did you mean json? There are text, html, json");
    }

    @Test
    void whatIsNearNone_isNotTakenForOne() {
        assertThatThrownBy(() -> ReportFormats.named("pdf"))
                .hasMessageStartingWith("no report format is called pdf; there are text, html, json");
    }

    @Test
    void name_givesTheFormatThatHasIt() {
        assertThat(ReportFormats.names())
                .startsWith("text", "html", "json")
                .allSatisfy(name -> assertThat(ReportFormats.named(name).name()).isEqualTo(name));
    }

    @Test
    void ending_givesSomeFormat() {
        assertThat(ReportFormats.endings())
                .startsWith(".txt", ".text", ".html", ".htm", ".json")
                .allSatisfy(ending -> assertThat(ReportFormats.names())
                        .contains(ReportFormats.forFile("a" + ending).name()));
    }

    @Test
    void namesAndEndings_areUnique() {
        assertThat(ReportFormats.names()).doesNotHaveDuplicates();
        assertThat(ReportFormats.endings()).doesNotHaveDuplicates();
    }
}
