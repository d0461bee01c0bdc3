package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.target.Ports;
import relaycheck.transport.Descriptors;

/** What is asked, how fast, and from where. */
final class PaceOptions {
    /** Of the descriptors, what may serve endpoints; each may have two connections, and an open relay makes one to the canary. */
    private static final int SHARE_OF_DESCRIPTORS = 4;

    private static final int MOST_IN_FLIGHT = 2000;

    @Option(
            names = "--probes",
            paramLabel = "LIST",
            defaultValue = "standard",
            completionCandidates = ProbeWords.class,
            description =
                    "What to ask: a list of ${COMPLETION-CANDIDATES}; get, connect and what the host says by itself"
                            + " are asked always (default: ${DEFAULT-VALUE}).")
    private String probes = "";

    @Option(
            names = "--connect-ports",
            paramLabel = "PORTS",
            description = "The canary's ports that CONNECT names (default: all of them).")
    private @Nullable String connectPorts;

    @Option(
            names = "--rate",
            paramLabel = "N[/s]|unlimited",
            defaultValue = "200",
            converter = RateConverter.class,
            description = "New connections a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Endpoints asked at a time (default: 2000; fewer where few files may be open).")
    private @Nullable Integer inFlight;

    @Option(
            names = "--per-host",
            paramLabel = "N",
            defaultValue = "2",
            converter = CountConverter.class,
            description = "Connections to one host at a time (default: ${DEFAULT-VALUE}).")
    private int perHost;

    /** Systems send a lost SYN, and a lost answer to it, again after one and after three seconds. */
    @Option(
            names = "--dial-timeout",
            paramLabel = "TIME",
            defaultValue = "3500ms",
            converter = DurationConverter.class,
            description =
                    "How long a dial may take (default: ${DEFAULT-VALUE}; less misses hosts where packets are lost).")
    private Duration dialTimeout = Duration.ZERO;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long a question may take in all (default: ${DEFAULT-VALUE}; slow relays need 7s).")
    private Duration deadline = Duration.ZERO;

    @Option(names = "--source", paramLabel = "ADDRESS", description = "Dial from this address of the machine.")
    private @Nullable String source;

    double perSecond() {
        return rate;
    }

    int inFlight() {
        if (inFlight != null) {
            return inFlight;
        }
        return (int) Math.min(MOST_IN_FLIGHT, Math.max(1, Descriptors.limit() / SHARE_OF_DESCRIPTORS));
    }

    int perHost() {
        return perHost;
    }

    Duration dialTimeout() {
        return dialTimeout;
    }

    Duration deadline() {
        return deadline;
    }

    Optional<InetAddress> source() {
        if (source == null) {
            return Optional.empty();
        }
        require(InetAddresses.isInetAddress(source), "--source: " + source + " is not an address");
        InetAddress address = InetAddresses.forString(source);
        require(isHere(address), "--source: this machine has no address " + source + "; ip address lists them");
        return Optional.of(address);
    }

    /** Whether something can be bound there: an interface may have more addresses than it lists, as loopback has. */
    private static boolean isHere(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    ImmutableSet<Integer> connectPorts() {
        try {
            return connectPorts == null
                    ? ImmutableSet.of()
                    : ImmutableSet.copyOf(Ports.parse(connectPorts).asArray().asList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--connect-ports: " + e.getMessage(), e);
        }
    }

    ImmutableList<Probe> probes() {
        return Probes.parse(probes);
    }

    boolean asksEverything() {
        return Probes.meansAll(probes);
    }

    String probesText() {
        return probes;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What {@code --probes} takes. */
    static final class ProbeWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Probes.words().iterator();
        }
    }
}
