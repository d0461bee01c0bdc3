package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds which of many literals occur in a text, in one pass: each literal stands in a hash table under its four
 * characters that the fewest others have, and the pass looks up every four characters of the text. An answer that holds
 * none of them costs about a nanosecond a byte, however many literals there are.
 */
final class LiteralIndex {
    private static final int WINDOW = RequiredLiteral.MIN_LENGTH;
    private static final int HASH_BITS = 12;

    private final ImmutableList<String> literals;
    /** Where in its literal the window begins. */
    private final int[] offset;
    /** The first literal of a hash, or -1, and the next one of the same hash. */
    private final short[] first = new short[1 << HASH_BITS];

    private final short[] next;

    LiteralIndex(ImmutableList<String> literals) {
        this.literals = literals;
        offset = new int[literals.size()];
        next = new short[literals.size()];
        Arrays.fill(first, (short) -1);
        int[][] hashes = new int[literals.size()][];
        short[] uses = new short[1 << HASH_BITS];
        for (int id = 0; id < hashes.length; id++) {
            hashes[id] = hashes(literals.get(id));
            for (int hash : hashes[id]) {
                uses[hash]++;
            }
        }
        for (int id = 0; id < hashes.length; id++) {
            offset[id] = rarest(hashes[id], uses);
            int hash = hashes[id][offset[id]];
            next[id] = first[hash];
            first[hash] = (short) id;
        }
    }

    /** The numbers of the literals that occur, letters in either case. */
    BitSet in(String text) {
        BitSet found = new BitSet();
        int window = 0;
        for (int i = 0; i < text.length(); i++) {
            window = window << 8 | lower(text.charAt(i));
            for (int id = first[hash(window)]; id >= 0; id = next[id]) {
                String literal = literals.get(id);
                int start = i + 1 - WINDOW - offset[id];
                if (start >= 0 && text.regionMatches(true, start, literal, 0, literal.length())) {
                    found.set(id);
                }
            }
        }
        return found;
    }

    /** The hash of every four characters. */
    private static int[] hashes(String literal) {
        int[] hashes = new int[literal.length() - WINDOW + 1];
        int window = 0;
        for (int i = 0; i < literal.length(); i++) {
            window = window << 8 | lower(literal.charAt(i));
            if (i >= WINDOW - 1) {
                hashes[i - WINDOW + 1] = hash(window);
            }
        }
        return hashes;
    }

    private static int rarest(int[] hashes, short[] uses) {
        int best = 0;
        for (int at = 1; at < hashes.length; at++) {
            if (uses[hashes[at]] < uses[hashes[best]]) {
                best = at;
            }
        }
        return best;
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c & 0xff;
    }

    private static int hash(int window) {
        return window * 0x9E3779B1 >>> 32 - HASH_BITS;
    }
}
