package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A canary as the user names it: {@code HOST:PORT[,PORT...]}.
 *
 * @param address its address; a name is resolved once, and what was resolved is what is asked
 * @param ports   its ports
 */
record CanaryPlace(InetAddress address, ImmutableList<Integer> ports) {
    private static final int MOST_PORT = 65_535;

    /**
     * What the text says.
     *
     * @param option the option that it belongs to, for messages
     * @throws IllegalArgumentException where it is not of that form
     */
    static CanaryPlace parse(String option, String text) {
        ImmutableList<Integer> ports = checkForm(option, text);
        return new CanaryPlace(resolved(option, host(text)), ports);
    }

    /** The ports, where the text has the form; nothing is resolved. */
    static ImmutableList<Integer> checkForm(String option, String text) {
        String host = host(text);
        if (host.isEmpty()) {
            throw new IllegalArgumentException(option + ": " + text + " is not HOST:PORT[,PORT...]");
        }
        // what is an address with a port to one reader is another address to the next
        if (host.contains(":") && !host.matches("\\[.*]")) {
            throw new IllegalArgumentException(
                    option + ": " + text + ": write an IPv6 address in brackets, [ADDRESS]:PORT[,PORT...]");
        }
        return Arrays.stream(text.substring(host.length() + 1).split(",", -1))
                .map(port -> port(option, text, port.strip()))
                .collect(ImmutableList.toImmutableList());
    }

    private static String host(String text) {
        return text.substring(0, Math.max(0, text.lastIndexOf(':')));
    }

    private static int port(String option, String place, String text) {
        Integer port = Ints.tryParse(text);
        if (port == null || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(option + ": " + place + ": a port is 1 to " + MOST_PORT);
        }
        return port;
    }

    private static InetAddress resolved(String option, String host) {
        try {
            return InetAddress.getByAddress(InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(option + ": " + host + " does not resolve", e);
        }
    }
}
