package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.canary.CanarySettings;
import relaycheck.canary.ListenSpec;
import relaycheck.peer.FreePort;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;
import relaycheck.target.Endpoint;

@Timeout(60)
class EmbeddedCanaryTest {
    private static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");

    private final CanarySettings settings = CanarySettings.of(ProofKey.of(new byte[ProofKey.BYTES]), Clock.systemUTC());

    @Test
    void anAddressThatIsNotOurs_doesNotStandInTheWayOfOneThatListens() throws IOException {
        int port = FreePort.next();
        CanarySettings places = settings.listeningOn(ListenSpec.parse("192.0.2.1:" + port + ",127.0.0.1:" + port));
        try (EmbeddedCanary canary = open(places, Optional.empty())) {
            assertThat(canary.towards(Endpoint.of("127.0.0.1", 3128)))
                    .extracting(Destination::address)
                    .containsExactly(LOOPBACK);
            assertThat(canary.used().addresses()).containsExactly("127.0.0.1");
        }
    }

    @Test
    void aSource_isForEndpointsOfItsFamily() {
        InetAddress source = InetAddresses.forString("127.0.0.3");
        try (EmbeddedCanary canary = open(settings, Optional.of(source))) {
            assertThat(canary.towards(Endpoint.of("127.0.0.1", 3128)))
                    .isNotEmpty()
                    .extracting(Destination::address)
                    .containsOnly(source);
            assertThat(canary.towards(Endpoint.of("::1", 3128)))
                    .extracting(Destination::address)
                    .doesNotContain(source);
        }
    }

    /** The endpoint would ask its own network for it. Nothing is sent: what it may be asked for is looked up. */
    @Test
    void aPublicEndpoint_isAskedForNoPrivateAddress() throws IOException {
        CanarySettings places = settings.listeningOn(ListenSpec.parse("127.0.0.1:" + FreePort.next()));
        try (EmbeddedCanary canary = open(places, Optional.empty())) {
            assertThat(canary.towards(Endpoint.of("9.9.9.9", 80))).isEmpty();
            assertThat(canary.towards(Endpoint.of("127.0.0.1", 80))).hasSize(1);
        }
    }

    /** Endpoints would be asked for an address that they may not reach, and the report would not say so. */
    @Test
    void anAddressToAskForAtWhichItDoesNotListen_isRefused() throws IOException {
        int port = FreePort.next();
        CanarySettings places = settings.listeningOn(ListenSpec.parse("127.0.0.1:" + port));
        ImmutableList<InetAddress> other = ImmutableList.of(InetAddresses.forString("127.0.0.9"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedCanary.open(places, Optional.empty(), other, Optional.empty()))
                .withMessageStartingWith("--canary-address 127.0.0.9: the canary does not listen there");
        try (ServerSocket free = new ServerSocket(port, 1, LOOPBACK)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void ofTheAddressesAtWhichItListens_theOneToAskForIsAskedFor() throws IOException {
        InetAddress second = InetAddresses.forString("127.0.0.9");
        CanarySettings places = settings.listeningOn(
                ListenSpec.parse("127.0.0.1:" + FreePort.next() + ",127.0.0.9:" + FreePort.next()));
        try (EmbeddedCanary canary =
                EmbeddedCanary.open(places, Optional.empty(), ImmutableList.of(second), Optional.empty())) {
            assertThat(canary.towards(Endpoint.of("127.0.0.1", 3128)))
                    .extracting(Destination::address)
                    .containsExactly(second);
        }
    }

    private static EmbeddedCanary open(CanarySettings settings, Optional<InetAddress> source) {
        return EmbeddedCanary.open(settings, source, ImmutableList.of(), Optional.empty());
    }
}
