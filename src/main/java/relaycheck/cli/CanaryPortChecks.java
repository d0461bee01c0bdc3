package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import relaycheck.canary.CanaryCheck;
import relaycheck.canary.CanaryClient;
import relaycheck.proof.ProofKey;
import relaycheck.text.Printable;

/** Asks each port of a canary from here, and says what came back: {@code canary --check}. */
final class CanaryPortChecks {
    private static final int MOST_PORT = 65_535;

    private CanaryPortChecks() {}

    /**
     * Asks the ports of {@code HOST:PORT[,PORT...]}.
     *
     * @throws IllegalArgumentException where that is not the form of the text
     */
    static int run(String place, ProofKey key, PrintWriter out) {
        int colon = place.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("--check: " + place + " is not HOST:PORT[,PORT...]");
        }
        ImmutableList<Integer> ports = Arrays.stream(place.substring(colon + 1).split(",", -1))
                .map(text -> port(place, text.strip()))
                .collect(ImmutableList.toImmutableList());
        InetAddress address = resolved(place.substring(0, colon));
        try (CanaryClient client = CanaryClient.open(
                key, Clock.systemUTC(), new SecureRandom()::nextLong, "relaycheck/" + Version.number())) {
            boolean allAnswer = true;
            for (int port : ports) {
                allAnswer &= tell(client.checkAsArrived(address, port), out);
            }
            return allAnswer ? ExitStatus.OK : ExitStatus.INCOMPLETE;
        }
    }

    private static boolean tell(CanaryCheck check, PrintWriter out) {
        out.println(Printable.line(check.toString()));
        check.differences().forEach(difference -> out.println("  " + Printable.line(difference)));
        return check.proof().isPresent() && check.differences().isEmpty();
    }

    private static int port(String place, String text) {
        Integer port = Ints.tryParse(text);
        if (port == null || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("--check: " + place + ": a port is 1 to " + MOST_PORT);
        }
        return port;
    }

    /** Once; what was resolved is what is asked. */
    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--check: " + host + " does not resolve", e);
        }
    }
}
