package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import relaycheck.report.FindingLine;
import relaycheck.report.OutputFile;
import relaycheck.store.RunReader;
import relaycheck.text.Reason;

/** Outputs that grow while the scan goes on: one line of JSON a verdict, in the order of the verdicts. */
final class LiveOutputs implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ImmutableList<OutputStream> files;

    private LiveOutputs(ImmutableList<OutputStream> files) {
        this.files = files;
    }

    static boolean isLive(OutputFile output) {
        return output.format().name().equals("jsonl") && !output.name().equals(OutputFile.STDOUT);
    }

    /** Opens them, with what an earlier part of the run has found already in them. */
    static LiveOutputs open(ImmutableList<OutputFile> outputs, RunReader earlier) throws IOException {
        List<OutputStream> files = new ArrayList<>();
        for (OutputFile output : outputs) {
            if (isLive(output)) {
                files.add(new BufferedOutputStream(Files.newOutputStream(Path.of(output.name())), BUFFER));
            }
        }
        LiveOutputs live = new LiveOutputs(ImmutableList.copyOf(files));
        if (!files.isEmpty()) {
            earlier.findings().forEach(finding -> live.add(ImmutableList.of(new FindingLine(finding))));
        }
        return live;
    }

    void add(ImmutableList<FindingLine> lines) {
        try {
            for (OutputStream file : files) {
                for (FindingLine line : lines) {
                    file.write(line.ascii());
                    file.write('\n');
                }
                file.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("findings cannot be written: " + Reason.of(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            file.close();
        }
    }
}
