package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The i-th of n parts of a target list, counted from 1. An address is in exactly one of them, with all its ports, and
 * stays there when the list changes.
 *
 * <p>The part of an address is {@code 1 + h mod n}, with h the MurmurHash3 (x86, 32 bits, seed 0) of the 4 or 16 bytes of
 * the address in network order, taken as an unsigned number. Scanners of different versions share a list, so this never
 * changes.
 */
public record Shard(int index, int count) {
    /** Everything. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public Shard {
        checkArgument(
                index >= 1 && index <= count, "a shard is i/n with 1 <= i <= n, such as 2/8, not %s/%s", index, count);
    }

    /**
     * From {@code 2/8}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Shard parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        checkArgument(matcher.matches(), "\"%s\" is not a shard such as 2/8", text);
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Says whether the address is in this part. */
    public boolean contains(InetAddress address) {
        return count == 1 || partOf(address) == index;
    }

    private int partOf(InetAddress address) {
        int hash = Hashing.murmur3_32_fixed().hashBytes(address.getAddress()).asInt();
        return 1 + Integer.remainderUnsigned(hash, count);
    }

    /** In the form that {@link #parse} takes. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
