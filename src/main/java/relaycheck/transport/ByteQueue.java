package relaycheck.transport;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import relaycheck.http.Chunk;

/** Bytes that wait to be parsed, in the shape that HttpCore's parsers read from; its own is not public. */
final class ByteQueue implements SessionInputBuffer {
    private static final byte[] NONE = new byte[0];
    /** So much is kept for what comes next; a larger one is let go once it is empty: thousands of connections have one. */
    private static final int KEPT = 4096;

    private final int maxLine;
    private byte[] bytes = NONE;
    private int mark;
    private int from;
    private int to;

    /** A queue whose lines may be {@code maxLine} bytes long. */
    ByteQueue(int maxLine) {
        this.maxLine = maxLine;
    }

    void add(ByteBuffer source) {
        int more = source.remaining();
        if (to + more > bytes.length) {
            int kept = to - mark;
            byte[] target = kept + more <= bytes.length ? bytes : new byte[room(kept, more)];
            System.arraycopy(bytes, mark, target, 0, kept);
            bytes = target;
            from -= mark;
            to = kept;
            mark = 0;
        }
        source.get(bytes, to, more);
        to += more;
    }

    /** What grows while its end is awaited, grows twofold. */
    private static int room(int kept, int more) {
        return Math.max(512, kept == 0 ? more : 2 * (kept + more));
    }

    /** Forgets what was read before; from here on everything can be had again with {@link #takeSinceMark}. */
    void mark() {
        mark = from;
        if (from == to) {
            mark = 0;
            from = 0;
            to = 0;
            bytes = bytes.length > KEPT ? NONE : bytes;
        }
    }

    /** How many bytes it holds on to, used or not. */
    int capacity() {
        return bytes.length;
    }

    /** How many bytes came since the mark, read or not. */
    int sinceMark() {
        return to - mark;
    }

    /** Everything since the mark, read or not; afterwards nothing waits. */
    Chunk takeSinceMark() {
        from = mark;
        return takeAll();
    }

    /** The byte at this distance from the front, 0 to 255. */
    int peek(int index) {
        return bytes[from + index] & 0xff;
    }

    /** Everything that waits; afterwards nothing does. */
    Chunk takeAll() {
        Chunk all = Chunk.copyOf(bytes, from, to - from);
        from = to;
        mark();
        return all;
    }

    @Override
    public boolean hasData() {
        return from < to;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public int read() {
        return bytes[from++] & 0xff;
    }

    @Override
    public int read(ByteBuffer target, int max) {
        int n = Math.min(Math.min(max, target.remaining()), length());
        target.put(bytes, from, n);
        from += n;
        return n;
    }

    @Override
    public int read(ByteBuffer target) {
        return read(target, target.remaining());
    }

    @Override
    public boolean readLine(CharArrayBuffer line, boolean endOfStream) throws MessageConstraintException {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        if (end - from > maxLine) {
            throw new MessageConstraintException("line longer than " + maxLine + " bytes");
        }
        if (end == to && !(endOfStream && hasData())) {
            return false;
        }
        int text = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        line.append(bytes, from, text - from);
        from = Math.min(to, end + 1);
        return true;
    }

    // Filling from and draining to channels is what HttpCore's own connections do; nothing here has a channel.

    @Override
    public int fill(ReadableByteChannel source) {
        return 0;
    }

    @Override
    public int read(WritableByteChannel target, int max) {
        throw new IllegalStateException("no channel is read to");
    }

    @Override
    public int read(WritableByteChannel target) {
        throw new IllegalStateException("no channel is read to");
    }
}
