package relaycheck.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import relaycheck.text.Reason;

/**
 * Standard output that remembers that it could not be written: a report that a full disk swallowed must not look like a
 * good one to whoever asks for the exit status alone.
 */
public final class StandardOutput extends FilterOutputStream {
    /** What a reader says who has seen enough, as {@code head} has: no failure. */
    private static final String READER_LEFT = "Broken pipe";

    private volatile @Nullable IOException problem;

    /** Writes there. */
    public StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            problem = e;
            throw e;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** The exit status: that of the command, but not that all is well where its words got lost. */
    public int status(int status, PrintWriter err) {
        IOException last = problem;
        if (last == null || READER_LEFT.equals(last.getMessage())) {
            return status;
        }
        err.println("relaycheck: standard output cannot be written: " + Reason.of(last));
        return status == ExitStatus.OK ? ExitStatus.INCOMPLETE : status;
    }
}
