package relaycheck.impact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Finds a byte eight bytes at a time: most of the time that a log takes is spent here. */
final class ByteSearch {
    static final int NONE = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /** Where {@code wanted} (ASCII) stands first in {@code bytes[from, to)}, or {@link #NONE}. */
    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        long pattern = ONES * wanted;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long differing = (long) LONGS.get(bytes, at) ^ pattern;
            // the lowest byte that is zero keeps its high bit here; a false one can only stand above a true one
            long zeroes = (differing - ONES) & ~differing & HIGH_BITS;
            if (zeroes != 0) {
                return at + (Long.numberOfTrailingZeros(zeroes) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return NONE;
    }

    /** The quotation mark that ends a quoted string, one behind a backslash does not; or {@link #NONE}. */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = indexOf(bytes, from, to, '"');
        while (at > from && isEscaped(bytes, from, at)) {
            at = indexOf(bytes, at + 1, to, '"');
        }
        return at;
    }

    /** Whether the text stands at this place. */
    static boolean startsWith(byte[] bytes, int from, int to, byte[] text) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number that stands in {@code bytes[from, to)}, a "-" being 0; or {@link #NONE} if there is none. */
    static long number(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == '-') {
            return 0;
        }
        // 18 digits cannot overflow
        if (to <= from || to - from > 18) {
            return NONE;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The end of the word that begins here. */
    static int wordEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ') {
            at++;
        }
        return at;
    }

    /** The first place that is no blank. */
    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private static boolean isEscaped(byte[] bytes, int from, int quote) {
        int backslashes = 0;
        while (quote - 1 - backslashes >= from && bytes[quote - 1 - backslashes] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
