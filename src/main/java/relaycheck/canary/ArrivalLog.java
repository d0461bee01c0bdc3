package relaycheck.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import relaycheck.http.HostPort;
import relaycheck.proof.Arrival;
import relaycheck.text.Printable;

/**
 * A log of what arrived, a line each; a full file becomes {@code FILE.1}, that one {@code FILE.2}, and so on.
 *
 * <p>What cannot be written is dropped: a full disk must not stop the canary.
 */
public final class ArrivalLog implements AutoCloseable {
    /** Of one file: some 50,000 arrivals. */
    static final long MOST_BYTES = 10L * 1024 * 1024;
    /** How many older files are kept. */
    static final int OLDER = 4;
    /** Letters of a request line that are written. */
    private static final int LINE_SHOWN = 200;

    private final Path file;
    private final long mostBytes;
    private PrintWriter out;
    private long written;

    private ArrivalLog(Path file, long mostBytes) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        out = open();
    }

    /** A log that goes on at the end of this file. */
    public static ArrivalLog open(Path file) throws IOException {
        return open(file, MOST_BYTES);
    }

    static ArrivalLog open(Path file, long mostBytes) throws IOException {
        return new ArrivalLog(file, mostBytes);
    }

    /** An arrival on one line, safe to print. */
    public static String line(Arrival arrival) {
        String first = arrival.head().lines().findFirst().orElse("");
        return arrival.at() + " " + HostPort.of(arrival.source(), arrival.sourcePort()) + " -> " + arrival.port() + " "
                + arrival.protocol() + " " + Printable.line(first, LINE_SHOWN);
    }

    /** Writes an arrival. */
    public synchronized void write(Arrival arrival) {
        String line = line(arrival) + "\n";
        if (written + line.length() > mostBytes) {
            rotate();
        }
        out.write(line);
        out.flush();
        written += line.length();
    }

    @Override
    public synchronized void close() {
        out.close();
    }

    /** What fails is tried again with the next arrival: without a descriptor for a moment the log would lose the next 50,000. */
    private void rotate() {
        out.close();
        try {
            for (int age = Files.exists(file) ? OLDER - 1 : -1; age >= 0; age--) {
                if (Files.exists(aged(age))) {
                    Files.move(aged(age), aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            out = open();
        } catch (IOException e) {
            written = mostBytes;
        }
    }

    private Path aged(int age) {
        return age == 0 ? file : file.resolveSibling(file.getFileName() + "." + age);
    }

    private PrintWriter open() throws IOException {
        BufferedWriter writer =
                Files.newBufferedWriter(file, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        written = Files.size(file);
        return new PrintWriter(writer);
    }
}
