package relaycheck.proof;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a relay names to the destination (hobbyists say transparent, anonymous, elite). */
public enum Disclosure {
    /** It tells for whom it asks: {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} and their like. */
    NAMES_CLIENT,
    /** It tells that it is an intermediary: {@code Via} (RFC 9110 §7.6.3) and its like. */
    NAMES_ITSELF,
    /** It adds nothing that tells either. */
    NAMES_NOBODY;

    private static final String FORWARDED = "forwarded";
    private static final ImmutableSet<String> CLIENT = ImmutableSet.of(
            "client-ip",
            FORWARDED,
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
    /** An address of IPv6 in brackets, or one of IPv4, with the client's port behind it. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)\\](?::[0-9]+)?|([^:]*):[0-9]+");

    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    /** Between the values of a list, and between the parameters of one of them. */
    private static final Pattern SEPARATOR = Pattern.compile("[,;]");
    /** The parameter of {@code Forwarded} that names the client, without quotes, brackets and port (RFC 7239 §6). */
    private static final Pattern FOR =
            Pattern.compile("\\s*for\\s*=\\s*\"?(?:\\[([^\\]]*)\\]|([^\":]*)).*", Pattern.CASE_INSENSITIVE);

    /** What a request head as the canary saw it tells. */
    public static Disclosure of(Arrival arrival) {
        Disclosure disclosed = NAMES_NOBODY;
        for (String line : LINE_END.split(arrival.head(), -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            boolean forSomebody = CLIENT.contains(name);
            if (forSomebody && namesClient(name, line.substring(colon + 1), arrival.source())) {
                return NAMES_CLIENT;
            }
            disclosed = forSomebody || ITSELF.contains(name) ? NAMES_ITSELF : disclosed;
        }
        return disclosed;
    }

    private static boolean namesClient(String field, String value, InetAddress source) {
        for (String part : SEPARATOR.split(value, -1)) {
            if (isClient(field.equals(FORWARDED) ? node(part) : part.strip(), source)) {
                return true;
            }
        }
        return false;
    }

    /** Whom a parameter of {@code Forwarded} names as the client: nobody where it is another parameter. */
    private static String node(String parameter) {
        Matcher client = FOR.matcher(parameter);
        if (!client.matches()) {
            return "";
        }
        return (client.group(1) == null ? client.group(2) : client.group(1)).strip();
    }

    /** An address alone, and not that of what stands before it on its own host, a tunnel for example. */
    private static boolean isClient(String named, InetAddress source) {
        Matcher withPort = WITH_PORT.matcher(named);
        String address =
                withPort.matches() ? (withPort.group(1) == null ? withPort.group(2) : withPort.group(1)) : named;
        if (!InetAddresses.isInetAddress(address)) {
            return false;
        }
        return !InetAddresses.forString(address).isLoopbackAddress() || source.isLoopbackAddress();
    }
}
