package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.verdict.Finding;

class CsvReportTest {
    @Test
    void openEndpoint_hasShadowserversColumnsAndOurs() {
        NamedCsvRecord row = rows(SampleReports.everyVerdict(Locale.ENGLISH)).get(0);

        assertThat(row.getFieldsAsMap())
                .containsEntry("timestamp", "2026-11-24 10:00:03")
                .containsEntry("severity", "critical")
                .containsEntry("ip", "10.77.2.1")
                .containsEntry("protocol", "tcp")
                .containsEntry("port", "80")
                .containsEntry("hostname", "www.example.net proxy.example.net")
                .containsEntry("tag", "http-proxy;open")
                .containsEntry("relays_connect", "25 443")
                .containsEntry("product", "Squid")
                .containsEntry("version", "5.7")
                .containsEntry("label", "web team, #4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1"})
    void formula_becomesText(String label) {
        Finding open = SampleReports.openSquid();
        Finding labelled = SampleReports.labelled(open, label);
        Report report = SampleReports.report(List.of(labelled), List.of(), Locale.ENGLISH);

        assertThat(rows(report).get(0).getField("label")).isEqualTo("'" + label);
    }

    /** What a peer says beside its status code is part of the reason, and there are spreadsheets that split at semicolons. */
    @ParameterizedTest
    @CsvSource({"x;=1+1, x;'=1+1", "x; \"=1+1, x;' \"=1+1", "x; y;z, x; y;z", "x;＠a;-1, x;'＠a;'-1"})
    void formulaBehindASemicolon_becomesText(String said, String cell) {
        Finding labelled = SampleReports.labelled(SampleReports.openSquid(), said);
        Report report = SampleReports.report(List.of(labelled), List.of(), Locale.ENGLISH);

        assertThat(rows(report).get(0).getField("label")).isEqualTo(cell);
    }

    @Test
    void hyphenWithin_staysAsItIs() {
        Finding labelled = SampleReports.labelled(SampleReports.openSquid(), "a-team");
        Report report = SampleReports.report(List.of(labelled), List.of(), Locale.ENGLISH);

        assertThat(rows(report).get(0).getField("label")).isEqualTo("a-team");
    }

    @Test
    void nothingAsked_isTheHeadAlone() {
        assertThat(Written.as("csv", SampleReports.empty()).lines()).hasSize(1);
    }

    private static List<NamedCsvRecord> rows(Report report) {
        try (Stream<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(Written.as("csv", report)).stream()) {
            return rows.toList();
        }
    }
}
