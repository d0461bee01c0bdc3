package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import relaycheck.impact.Impact;
import relaycheck.impact.ImpactFormat;

/** One place that a report of {@code log} goes to. */
record LogOutput(String name, ImpactFormat format, PrintWriter terminal) {
    void write(Impact impact) throws IOException {
        if (name.equals("-")) {
            format.write(impact, terminal);
            terminal.flush();
            return;
        }
        try (Writer file = Files.newBufferedWriter(Path.of(name), UTF_8)) {
            format.write(impact, file);
        } catch (IOException problem) {
            throw new IOException(name + ": " + LogSource.reason(problem), problem);
        }
    }
}
