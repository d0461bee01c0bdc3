package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
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
        OutputFile.put(name, out -> {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
            format.write(impact, text);
            text.flush();
        });
    }
}
