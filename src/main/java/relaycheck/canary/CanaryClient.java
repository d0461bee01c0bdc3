package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;

/** Asks a canary directly, as an ordinary client: does it answer with our key, and what arrived? */
public final class CanaryClient implements AutoCloseable {
    /** With the dial, with the answer of a port that is checked, and with each silence where arrivals are asked for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProofKey key;
    private final Clock clock;
    private final LongSupplier random;
    private final String userAgent;
    private final DirectCheck direct;
    private @Nullable CanaryOverHttp http;

    private CanaryClient(ProofKey key, Clock clock, LongSupplier random, String userAgent) {
        this.key = key;
        this.clock = clock;
        this.random = random;
        this.userAgent = userAgent;
        direct = new DirectCheck(key, userAgent, PATIENCE);
    }

    /**
     * A client of canaries with this key.
     *
     * @param random    64 random bits at a time, for nonces
     * @param userAgent who asks
     */
    public static CanaryClient open(ProofKey key, Clock clock, LongSupplier random, String userAgent) {
        return new CanaryClient(key, clock, random, userAgent);
    }

    /** Asks one port with a fresh nonce for its proof. */
    public CanaryCheck check(InetAddress address, int port) {
        return direct.ask(key.nonce(random.getAsLong()), address, port);
    }

    /** The same, and where it is proven asks a stand-alone canary as an HTTP client how such a request arrives. */
    public CanaryCheck checkAsArrived(InetAddress address, int port) {
        CanaryCheck check = check(address, port);
        return check.proof().isEmpty() || port == Client.SMTP_PORT
                ? check
                : http().compared(check, key.nonce(random.getAsLong()));
    }

    /**
     * Which of these nonces arrived at the canary that listens there, first to last.
     *
     * @param port one of its HTTP ports: any but 25
     * @throws IOException where it could not be asked, or its answer is not signed with our key
     */
    public ImmutableList<Arrival> arrivals(InetAddress address, int port, Collection<Nonce> nonces) throws IOException {
        return http().arrivals(address, port, nonces);
    }

    /** A place for which the user vouches, where the canary cannot be asked directly. */
    public static Destination unchecked(InetAddress address, int port) {
        return Destination.of(address, port);
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
        }
    }

    private synchronized CanaryOverHttp http() {
        if (http == null) {
            http = new CanaryOverHttp(key, clock, OrdinaryHttp.client(userAgent, PATIENCE));
        }
        return http;
    }
}
