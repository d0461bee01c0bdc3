package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import relaycheck.report.OutputFile;
import relaycheck.report.Report;

/** Writes a report to its place. */
final class Outputs {
    private Outputs() {}

    static void write(OutputFile output, Report report, PrintWriter out, OutputOptions options) throws IOException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try {
            output.write(report, terminal);
        } catch (IOException e) {
            throw new IOException(output.name() + " cannot be written: " + Reason.of(e), e);
        }
        out.print(terminal.toString(UTF_8));
        out.flush();
    }
}
