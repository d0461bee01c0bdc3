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
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(option + ": " + text + " is not HOST:PORT[,PORT...]");
        }
        ImmutableList<Integer> ports = Arrays.stream(text.substring(colon + 1).split(",", -1))
                .map(port -> port(option, text, port.strip()))
                .collect(ImmutableList.toImmutableList());
        return new CanaryPlace(resolved(option, text.substring(0, colon)), ports);
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
