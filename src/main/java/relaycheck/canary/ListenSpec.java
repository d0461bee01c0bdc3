package relaycheck.canary;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen, as the user writes it: {@code ADDRESS}, {@code PORT} or {@code ADDRESS:PORT}.
 *
 * @param address one of this machine's; without it, each of them
 * @param port    without it, {@link #OWN_PORT} and the ports that proxies allow most
 */
public record ListenSpec(Optional<InetAddress> address, OptionalInt port) {
    /** The canary's own port. */
    public static final int OWN_PORT = 8471;
    /** Where a canary listens that was told an address only: its own port, then what AllowCONNECT lists usually hold. */
    public static final ImmutableList<Integer> DEFAULT_PORTS = ImmutableList.of(OWN_PORT, 443, 80, 25);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern PLACE =
            Pattern.compile("(\\[(?<v6>[^\\]]*:[^\\]]*)\\]|(?<v4>[0-9.]+))(:(?<port>[0-9]+))?");

    /** Default ports on this address. */
    public static ListenSpec of(InetAddress address) {
        return new ListenSpec(Optional.of(address), OptionalInt.empty());
    }

    /** This port of this address; 0 takes any that is free. */
    public static ListenSpec of(InetAddress address, int port) {
        return new ListenSpec(Optional.of(address), OptionalInt.of(port));
    }

    /**
     * What a comma list says.
     *
     * @throws IllegalArgumentException where an item is neither an address nor a port
     */
    public static ImmutableList<ListenSpec> parse(String list) {
        ImmutableList.Builder<ListenSpec> specs = ImmutableList.builder();
        for (String item : Splitter.on(',').split(list)) {
            specs.add(parseOne(item.strip()));
        }
        return specs.build();
    }

    private static ListenSpec parseOne(String item) {
        if (DIGITS.matcher(item).matches()) {
            return new ListenSpec(Optional.empty(), OptionalInt.of(port(item, item)));
        }
        if (InetAddresses.isInetAddress(item)) {
            return of(InetAddresses.forString(item));
        }
        Matcher place = PLACE.matcher(item);
        if (!place.matches() || !InetAddresses.isInetAddress(literal(place))) {
            throw new IllegalArgumentException(item + " is not ADDRESS, PORT or ADDRESS:PORT");
        }
        InetAddress address = InetAddresses.forString(literal(place));
        return place.group("port") == null ? of(address) : of(address, port(place.group("port"), item));
    }

    private static String literal(Matcher place) {
        return place.group("v6") == null ? place.group("v4") : place.group("v6");
    }

    private static int port(String digits, String item) {
        Integer port = digits.length() > 5 ? null : Ints.tryParse(digits);
        if (port == null || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(item + ": a port is 1 to 65535");
        }
        return port;
    }
}
