package relaycheck.cli;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import relaycheck.impact.Extract;
import relaycheck.impact.LineScanner;
import relaycheck.impact.LogFormats;
import relaycheck.impact.Tally;

/**
 * Drives the scan of log files: this thread reads and unpacks blocks of whole lines, two others look through them, and
 * their findings are put together in the order of the lines, so that the result does not depend on who was faster.
 */
final class LogScan implements AutoCloseable {
    /** Also the longest line that is read: servers stop at some ten thousand bytes. */
    private static final int BLOCK = 1 << 20;

    private static final int THREADS = 2;
    private static final int MAX_IN_FLIGHT = THREADS + 1;
    /** Where a file that is not text is expected to show it. */
    private static final int BINARY_SEARCH = 1 << 16;

    private final Tally tally;
    private final LogFormats formats;
    private final ZoneId zone;
    private final Consumer<String> warnings;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS,
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat("log-%d").build());
    private final Deque<byte[]> free = new ArrayDeque<>();
    private final Deque<Pending> inFlight = new ArrayDeque<>();

    private boolean withoutZone;

    private record Pending(CompletableFuture<Extract> extract, byte[] block) {}

    LogScan(Tally tally, LogFormats formats, ZoneId zone, Consumer<String> warnings) {
        this.tally = tally;
        this.formats = formats;
        this.zone = zone;
        this.warnings = warnings;
    }

    /** Reads one log to its end, or as far as it can be read: then what was read is counted all the same. */
    void read(LogSource source) throws IOException {
        tally.begin(source.name());
        long unparsedBefore = tally.unparsed();
        try {
            blocks(source);
        } finally {
            collect(0);
        }
        if (tally.linesOfFile() > 0 && tally.unparsed() - unparsedBefore == tally.linesOfFile()) {
            throw new IOException("no line is in a known format; --format FORMAT says what they look like");
        }
    }

    /** Whether the time of a line named no zone. */
    boolean metTimeWithoutZone() {
        return withoutZone;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void blocks(LogSource source) throws IOException {
        LogBlocks blocks = new LogBlocks(source);
        boolean first = true;
        while (true) {
            byte[] block = free.isEmpty() ? new byte[BLOCK] : free.removeLast();
            int length = blocks.next(block);
            if (length == LogBlocks.END) {
                return;
            }
            if (first && isBinary(block, length, source)) {
                throw new IOException("is binary, not an access log");
            }
            first = false;
            if (length == LogBlocks.OVERLONG) {
                inFlight.addLast(new Pending(CompletableFuture.completedFuture(Extract.overlongLine()), block));
                collect(0);
                warnings.accept(source.name() + ":" + tally.linesOfFile() + ": a line of more than " + BLOCK / 1024
                        + " KiB is not read");
            } else {
                CompletableFuture<Extract> extract =
                        CompletableFuture.supplyAsync(() -> scan(block, length, source), threads);
                inFlight.addLast(new Pending(extract, block));
                collect(MAX_IN_FLIGHT);
            }
        }
    }

    private Extract scan(byte[] block, int length, LogSource source) {
        return LineScanner.scan(block, length, formats, zone, source.written());
    }

    /** Zeroes, and no line that could be read: a log that lost a sector in a crash has both zeroes and lines. */
    private boolean isBinary(byte[] block, int length, LogSource source) {
        int searched = Math.min(length, BINARY_SEARCH);
        for (int i = 0; i < searched; i++) {
            if (block[i] == 0) {
                Extract extract = scan(block, length, source);
                return extract.unparsed() == extract.lines();
            }
        }
        return false;
    }

    /** Takes over findings, in order, until so many are still being worked on. */
    private void collect(int left) {
        while (inFlight.size() > left) {
            Pending oldest = inFlight.removeFirst();
            Extract extract = oldest.extract().join();
            withoutZone |= extract.isWithoutZone();
            tally.add(extract);
            free.addLast(oldest.block());
        }
    }
}
