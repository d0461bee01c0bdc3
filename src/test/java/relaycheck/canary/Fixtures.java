package relaycheck.canary;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;

/** What the tests of the canary have in common. */
final class Fixtures {
    static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");
    static final ProofKey KEY = key(1);
    static final ProofKey OTHER_KEY = key(2);
    static final Nonce NONCE = KEY.nonce(42);

    private Fixtures() {}

    static ProofKey key(int fill) {
        byte[] secret = new byte[ProofKey.BYTES];
        Arrays.fill(secret, (byte) fill);
        return ProofKey.of(secret);
    }

    static Arrival arrival(Nonce nonce, Clock clock, int sourcePort) {
        return new Arrival(
                nonce, 80, clock.instant(), LOOPBACK, sourcePort, Arrival.Protocol.HTTP, "GET / HTTP/1.1\r\n\r\n");
    }

    /** The first arrival of a nonce, if it did arrive. */
    static Optional<Arrival> first(Arrivals arrivals, Nonce nonce) {
        return arrivals.of(nonce).stream().findFirst();
    }

    /** What the canary returns for a nonce that arrived on this port. */
    static String proof(int port) {
        return KEY.proof(NONCE, port).hmac();
    }
}
