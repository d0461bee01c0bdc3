package relaycheck.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Some bytes, immutable. Not a record: a record of an array would compare by identity. */
public final class Chunk {
    /** No bytes. */
    public static final Chunk EMPTY = new Chunk(new byte[0]);

    private final byte[] bytes;

    private Chunk(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static Chunk copyOf(byte[] bytes) {
        return copyOf(bytes, 0, bytes.length);
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public static Chunk copyOf(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new Chunk(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The bytes of a text in which each character is one byte. */
    public static Chunk of(String latin1) {
        return latin1.isEmpty() ? EMPTY : new Chunk(latin1.getBytes(ISO_8859_1));
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The first {@code limit} bytes, or all where there are fewer. */
    public Chunk first(int limit) {
        return bytes.length <= limit ? this : copyOf(bytes, 0, limit);
    }

    /** The last {@code limit} bytes, or all where there are fewer. */
    public Chunk last(int limit) {
        return bytes.length <= limit ? this : copyOf(bytes, bytes.length - limit, limit);
    }

    /** These bytes with others behind them. */
    public Chunk plus(Chunk more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
        return new Chunk(joined);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes as text, one character each: nothing is lost. */
    public String latin1() {
        return new String(bytes, ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chunk that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return latin1();
    }
}
