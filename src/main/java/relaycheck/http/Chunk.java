package relaycheck.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Some bytes, immutable. Kept as a text of one character each: nearly all who look at them look for words, and a text of such
 * characters takes a byte for each of them.
 */
public final class Chunk {
    /** No bytes. */
    public static final Chunk EMPTY = new Chunk("");

    private final String latin1;

    private Chunk(String latin1) {
        this.latin1 = latin1;
    }

    /** A copy of these bytes. */
    public static Chunk copyOf(byte[] bytes) {
        return copyOf(bytes, 0, bytes.length);
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public static Chunk copyOf(byte[] bytes, int offset, int length) {
        return of(new String(bytes, offset, length, ISO_8859_1));
    }

    /** The bytes of a text in which each character is one byte; the caller sees to that. */
    public static Chunk of(String latin1) {
        return latin1.isEmpty() ? EMPTY : new Chunk(latin1);
    }

    /** How many bytes. */
    public int length() {
        return latin1.length();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return latin1.isEmpty();
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return latin1.charAt(index);
    }

    /** The first {@code limit} bytes, or all where there are fewer. */
    public Chunk first(int limit) {
        return length() <= limit ? this : of(latin1.substring(0, limit));
    }

    /** The last {@code limit} bytes, or all where there are fewer. */
    public Chunk last(int limit) {
        return length() <= limit ? this : of(latin1.substring(length() - limit));
    }

    /** These bytes with others behind them. */
    public Chunk plus(Chunk more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        return new Chunk(latin1.concat(more.latin1));
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return latin1.getBytes(ISO_8859_1);
    }

    /** The bytes as text, one character each: nothing is lost. */
    public String latin1() {
        return latin1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chunk that && latin1.equals(that.latin1);
    }

    @Override
    public int hashCode() {
        return latin1.hashCode();
    }

    @Override
    public String toString() {
        return latin1;
    }
}
