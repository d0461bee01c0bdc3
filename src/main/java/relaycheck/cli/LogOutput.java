package relaycheck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import relaycheck.impact.Impact;
import relaycheck.impact.ImpactFormat;
import relaycheck.report.OutputFile;

/** One place that a report of {@code log} goes to. */
record LogOutput(String name, ImpactFormat format, PrintWriter terminal) {
    void write(Impact impact) throws IOException {
        if (name.equals("-")) {
            format.write(impact, terminal);
            terminal.flush();
            return;
        }
        StringWriter text = new StringWriter();
        format.write(impact, text);
        OutputFile.put(name, text.toString());
    }
}
