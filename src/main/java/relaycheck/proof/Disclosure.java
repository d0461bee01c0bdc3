package relaycheck.proof;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whom a relay names to the destination (hobbyists say transparent, anonymous, elite). */
public enum Disclosure {
    /** It tells for whom it asks: {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} and their like. */
    NAMES_CLIENT,
    /** It tells that it is an intermediary: {@code Via} (RFC 9110 §7.6.3) and its like. */
    NAMES_ITSELF,
    /** It adds nothing that tells either. */
    NAMES_NOBODY;

    private static final ImmutableSet<String> CLIENT = ImmutableSet.of(
            "client-ip",
            "forwarded",
            "true-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-forwarded-for",
            "x-real-ip");
    private static final ImmutableSet<String> ITSELF = ImmutableSet.of(
            "proxy-connection",
            "via",
            "x-bluecoat-via",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-server",
            "x-proxy-id");
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    /** What a request head as the canary saw it tells. */
    public static Disclosure of(Arrival arrival) {
        Disclosure disclosed = NAMES_NOBODY;
        for (String line : LINE_END.split(arrival.head(), -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            boolean forSomebody = CLIENT.contains(name);
            if (forSomebody && isClient(line.substring(colon + 1).strip(), arrival.source())) {
                return NAMES_CLIENT;
            }
            disclosed = forSomebody || ITSELF.contains(name) ? NAMES_ITSELF : disclosed;
        }
        return disclosed;
    }

    /** Not where it hides the client, and not where that is what stands before it on its own host, a tunnel for example. */
    private static boolean isClient(String named, InetAddress source) {
        boolean itsOwnHost = InetAddresses.isInetAddress(named)
                && InetAddresses.forString(named).isLoopbackAddress()
                && !source.isLoopbackAddress();
        return !itsOwnHost && !named.equalsIgnoreCase("unknown");
    }
}
