package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.text.Spreadsheet;
import relaycheck.verdict.Finding;

/**
 * One row an endpoint, for spreadsheets and for what imports Shadowserver's reports: the columns that those have carry
 * their names and forms (UTC without a zone, the protocol in lower case), and ours follow.
 */
final class CsvReport implements ReportFormat {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(UTC);

    private static final ImmutableList<Column> COLUMNS = ImmutableList.of(
            new Column("timestamp", finding -> TIMESTAMP.format(finding.at())),
            new Column("severity", finding -> finding.severity().word()),
            new Column("ip", finding -> finding.endpoint().host()),
            new Column("protocol", finding -> "tcp"),
            new Column("port", finding -> Integer.toString(finding.endpoint().port())),
            new Column("hostname", finding -> Joiner.on(' ').join(finding.names())),
            new Column(
                    "tag", finding -> "http-proxy;" + finding.verdict().name().toLowerCase(Locale.ROOT)),
            new Column("verdict", finding -> finding.verdict().name()),
            new Column("rule", Finding::rule),
            new Column("because", Finding::because),
            new Column("label", finding -> finding.label().orElse("")),
            new Column("relays_get", finding -> ports(finding, Way.GET)),
            new Column("relays_connect", finding -> ports(finding, Way.CONNECT)),
            new Column("relays_host", finding -> ports(finding, Way.HOST)),
            new Column("egress", finding -> Joiner.on(' ').join(finding.egress())),
            new Column(
                    "disclosure",
                    finding -> finding.disclosure().map(Enum::name).orElse("")),
            new Column(
                    "product", finding -> finding.product().map(Product::name).orElse("")),
            new Column(
                    "version",
                    finding -> finding.product().flatMap(Product::version).orElse("")));

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        csv.writeRecord(COLUMNS.stream().map(Column::name).toList());
        for (Finding finding : report.findings()) {
            csv.writeRecord(COLUMNS.stream().map(column -> column.cell(finding)).toList());
        }
        csv.flush();
    }

    private static String ports(Finding finding, Way way) {
        return Joiner.on(' ').join(finding.relays().by(way));
    }

    private record Column(String name, Function<Finding, String> value) {
        String cell(Finding finding) {
            return Spreadsheet.cell(value.apply(finding));
        }
    }
}
