package relaycheck.cli;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a log into blocks of whole lines; a line that does not fit in a block is left out. */
final class LogBlocks {
    /** There is no more. */
    static final int END = -1;
    /** A line begins here that is longer than a block: it is left out. */
    static final int OVERLONG = -2;

    private final LogSource source;
    private byte[] carried = new byte[0];
    private boolean ended;
    private boolean inOverlongLine;
    private @Nullable IOException brokenOff;

    LogBlocks(LogSource source) {
        this.source = source;
    }

    /**
     * Fills the block from its start and returns how far; 0 says nothing.
     *
     * @throws IOException only after all that could be read was given out
     */
    int next(byte[] block) throws IOException {
        if (brokenOff != null) {
            throw brokenOff;
        }
        if (ended) {
            return END;
        }
        int filled = fill(block);
        if (inOverlongLine) {
            filled = dropLine(block, filled);
        }
        if (ended) {
            return filled;
        }
        int end = lastLineEnd(block, filled);
        carried = Arrays.copyOfRange(block, end, filled);
        if (end == 0 && filled == block.length) {
            carried = new byte[0];
            inOverlongLine = true;
            return OVERLONG;
        }
        return end;
    }

    private int fill(byte[] block) {
        System.arraycopy(carried, 0, block, 0, carried.length);
        int filled = carried.length;
        while (filled < block.length && !ended) {
            try {
                int read = source.read(block, filled);
                ended = read < 0;
                filled += Math.max(0, read);
            } catch (IOException problem) {
                brokenOff = problem;
                ended = true;
            }
        }
        return filled;
    }

    /** Drops the rest of the overlong line, and moves what follows it to the front. */
    private int dropLine(byte[] block, int filled) {
        int start = 0;
        while (start < filled && inOverlongLine) {
            inOverlongLine = block[start] != '\n';
            start++;
        }
        System.arraycopy(block, start, block, 0, filled - start);
        return filled - start;
    }

    private static int lastLineEnd(byte[] block, int filled) {
        int at = filled;
        while (at > 0 && block[at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
