package relaycheck.history;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Locale;

/**
 * A place from which was asked.
 *
 * @param name   what its scans call it
 * @param from   its address, in words
 * @param inside whether strangers stand elsewhere
 * @param run    the scan's id
 */
public record Vantage(String name, String from, boolean inside, String run) {
    /** What a place is called whose scan gave no name. */
    static final String UNNAMED = "unnamed";

    /**
     * The place of the runs of this name. A name that begins with inside or outside says what it is: the scanner's own address
     * does not tell behind a NAT.
     */
    public static Vantage of(String name, Run run) {
        return new Vantage(name, run.vantage(), isInside(name, run), run.id());
    }

    /** Whether a run was asked from where strangers are not: then nothing is said of strangers. */
    public static boolean isInside(Run run) {
        return isInside(run.settings().getOrDefault("vantage", UNNAMED), run);
    }

    private static boolean isInside(String name, Run run) {
        return saysInside(name) || !saysOutside(name) && isInside(run.vantage());
    }

    /** Whether the name of a place says that it is inside. */
    public static boolean saysInside(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("inside");
    }

    /** Whether the name of a place says that it is outside. */
    public static boolean saysOutside(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("outside");
    }

    /** Whether the scanner's address stands where strangers do not. */
    public static boolean isInside(String from) {
        return Splitter.onPattern("[\\s,;()]+").splitToStream(from).anyMatch(Vantage::isInsideAddress);
    }

    private static boolean isInsideAddress(String word) {
        if (!InetAddresses.isInetAddress(word)) {
            return false;
        }
        InetAddress address = InetAddresses.forString(word);
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || uniqueLocal;
    }
}
