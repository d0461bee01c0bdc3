package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.peer.PeerStep;
import relaycheck.peer.PeerStep.Expect;
import relaycheck.peer.PeerStep.Say;
import relaycheck.peer.PeerStep.StartTls;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.probe.Subject;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/** Which server name a TLS hello carries: it stands there in plain. */
@Timeout(120)
class ServerNameTest {
    private static final int HTTPS = 443;

    @Test
    void theCanary_isNamedByItsAddressOrItsName() throws Exception {
        assertThat(hello(Probes.TLS_HOST, at("10.77.3.1"))).contains("10.77.3.1");
        assertThat(hello(Probes.TLS_HOST, at("10.77.3.1").named("canary.test")))
                .contains("canary.test")
                .doesNotContain("10.77.3.1");
    }

    /** At the canary's own address the name would be the endpoint's: what relays by it would call itself without end. */
    @Test
    void theEndpoint_isNeverNamed() throws Exception {
        assertThat(hello(Probes.TLS_HOST, at("127.0.0.1"))).doesNotContain("127.0.0.1");
        assertThat(hello(Probes.TLS_HOST, at("127.0.0.1").named("canary.test"))).doesNotContain("canary.test");
    }

    @Test
    void whatAHelloCannotCarry_isNotSent() throws Exception {
        assertThat(hello(Probes.TLS_HOST, at("2001:db8::1"))).doesNotContain("2001");
        assertThat(hello(Probes.TLS_HOST, at("10.77.3.1").named("a_b.test"))).doesNotContain("a_b");
    }

    /** By its name in a list of one (RFC 7301 §3.1); where no list is sent, most servers speak HTTP/1.1. */
    @Test
    void http2_isOfferedWhereItIsSpoken() throws Exception {
        assertThat(hello(Probes.TLS_H2_GET, at("10.77.3.1"))).contains("\0\3\2h2");
        assertThat(hello(Probes.TLS_H2_CONNECT, at("10.77.3.1"))).contains("\0\3\2h2");
        assertThat(hello(Probes.TLS_GET, at("10.77.3.1"))).doesNotContain("\2h2");
    }

    @Test
    void otherQuestionsInTls_nameNobody() throws Exception {
        assertThat(hello(Probes.TLS_GET, at("10.77.3.1"))).doesNotContain("10.77.3.1");
        assertThat(hello(Probes.TLS_CONNECT, at("10.77.3.1"))).doesNotContain("10.77.3.1");
    }

    /** A session that is taken up again brings its own server name with it, and tells one peer of another. */
    @Test
    void theSessionOfOnePeer_isNotOfferedToAnother() throws Exception {
        PeerStep page = new Say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        try (RawPeer peer = RawPeer.of(new StartTls(), new Expect(), page);
                Driven driven = new Driven()) {
            Driven.Told told = driven.dial(peer.port(), Driven.run(Probes.TLS_GET, 8471, Driven.LONG));
            assertThat(told.reply().answer().status()).isEqualTo(404);
        }
        assertThat(hello(Probes.TLS_HOST, at("10.77.3.1"))).contains("10.77.3.1");
    }

    private static Destination at(String address) {
        return Destination.of(InetAddresses.forString(address), HTTPS);
    }

    /** The first bytes that a peer hears, which closes then. */
    private static String hello(Probe probe, Destination destination) throws Exception {
        Subject subject = probe.of(destination).subject(Driven.NONCE);
        ProbeRun run = new ProbeRun(
                subject,
                probe.begin(subject, ProofSearch.of(Driven.KEY, Driven.NONCE, ImmutableSet.of(HTTPS))),
                Driven.LONG);
        try (ServerSocket server = new ServerSocket(0, 1, Driven.LOOPBACK);
                Driven driven = new Driven()) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> first(server));
            Driven.Told told = driven.dial(server.getLocalPort(), run);
            assertThat(told.reply().answer().ending()).isEqualTo(Ending.NO_TLS);
            assertThat(driven.faults).isEmpty();
            return heard.get();
        }
    }

    private static String first(ServerSocket server) {
        try (Socket peer = server.accept()) {
            byte[] header = peer.getInputStream().readNBytes(5);
            int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
            return new String(peer.getInputStream().readNBytes(length), ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
