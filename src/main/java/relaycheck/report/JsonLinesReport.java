package relaycheck.report;

import java.io.IOException;
import java.io.OutputStream;
import relaycheck.verdict.Finding;

/** The endpoints of the JSON report, one a line. */
final class JsonLinesReport implements ReportFormat {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        for (Finding finding : report.findings()) {
            out.write(FindingText.bytes(finding));
            out.write('\n');
        }
    }
}
