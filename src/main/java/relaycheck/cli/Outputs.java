package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import relaycheck.report.OutputFile;
import relaycheck.report.Report;
import relaycheck.report.Style;
import relaycheck.report.TextReport;
import relaycheck.text.Reason;

/** Writes a report to its place. */
final class Outputs {
    private Outputs() {}

    static void write(OutputFile output, Report report, PrintWriter out, OutputOptions options) throws IOException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try {
            shown(output, options).write(report, terminal);
        } catch (IOException e) {
            throw new IOException(output.name() + " cannot be written: " + Reason.ofMaking(e), e);
        }
        out.print(terminal.toString(UTF_8));
        out.flush();
    }

    /** Text for a person's eyes: as wide as the terminal, and coloured unless the person does not want it. */
    private static OutputFile shown(OutputFile output, OutputOptions options) {
        boolean text = output.name().equals(OutputFile.STDOUT) && output.format() instanceof TextReport;
        boolean terminal = text && Terminal.isOutput();
        boolean coloured = text && (terminal || options.color() == OutputOptions.When.ALWAYS) && options.wantsColour();
        return coloured || terminal
                ? new OutputFile(
                        output.name(),
                        new TextReport(
                                coloured ? Style.COLOURED : Style.PLAIN,
                                terminal ? Terminal.width() : TextReport.PLAIN.width()))
                : output;
    }
}
