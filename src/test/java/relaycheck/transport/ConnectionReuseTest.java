package relaycheck.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relaycheck.transport.Driven.KEY;
import static relaycheck.transport.Driven.LONG;
import static relaycheck.transport.Driven.NONCE;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.clock.HandTicker;
import relaycheck.peer.PeerStep;
import relaycheck.peer.PeerStep.Expect;
import relaycheck.peer.PeerStep.Reset;
import relaycheck.peer.PeerStep.Say;
import relaycheck.peer.PeerStep.Stall;
import relaycheck.peer.PeerStep.StartTls;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;

/** Which connections carry another request, and what becomes of those that wait for one. */
@Timeout(120)
class ConnectionReuseTest {
    private static final Expect EXPECT = new Expect();
    private static final Say PAGE = new Say("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nbody");

    private final List<RawPeer> peers = new ArrayList<>();
    private Driven driven = new Driven();

    @AfterEach
    void close() throws IOException {
        driven.close();
        for (RawPeer peer : peers) {
            peer.close();
        }
    }

    @Test
    void aCompleteAnswer_leavesAConnectionForTheNextQuestion() throws Exception {
        RawPeer peer =
                peer(EXPECT, PAGE, EXPECT, new Say("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"), new Stall());
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Driven.Told second = asked(peer, taken);
        assertThat(second.reply().answer().status()).isEqualTo(410);
        assertThat(taken.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.served()).isEqualTo(1);
        assertThat(driven.transport.traffic().dials()).isEqualTo(1);
        assertThat(driven.transport.traffic().requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.0 404 No\r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.1 404 No\r\n\r\nbody",
                "HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nbody and more",
                "SSH-2.0-x\r\n"
            })
    void anyOtherAnswer_leavesNone(String answer) throws Exception {
        Reply reply = driven.dial(peer(EXPECT, new Say(answer)).port(), Driven.run(Probes.GET, 8471, LONG))
                .reply();
        assertThat(reply.connection()).isEmpty();
    }

    @Test
    void aProof_leavesNoConnection() throws Exception {
        Say proof = new Say("HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n"
                + KEY.proof(NONCE, 8471).hmac());
        Reply reply = driven.dial(peer(EXPECT, proof, new Stall()).port(), Driven.run(Probes.GET, 8471, LONG))
                .reply();
        assertThat(reply.answer().proof()).isPresent();
        assertThat(reply.connection()).isEmpty();
    }

    /** At its other end is another than the host; the next question would be answered by that. */
    @Test
    void aTunnel_leavesNoConnection() throws Exception {
        RawPeer peer = peer(EXPECT, new Say("HTTP/1.1 200 Connection established\r\n\r\n"), EXPECT, PAGE, new Stall());
        Reply reply =
                driven.dial(peer.port(), Driven.run(Probes.CONNECT, 8471, LONG)).reply();
        assertThat(reply.answer().tunnel()).isPresent();
        assertThat(reply.connection()).isEmpty();
    }

    @Test
    void aConnectionInTls_isNotUsedAgain() throws Exception {
        RawPeer peer = peer(new StartTls(), EXPECT, PAGE, new Stall());
        Reply reply =
                driven.dial(peer.port(), Driven.run(Probes.TLS_GET, 8471, LONG)).reply();
        assertThat(reply.answer().status()).isEqualTo(404);
        assertThat(reply.connection()).isEmpty();
    }

    @Test
    void aPeerThatClosesInstead_leavesTheSecondQuestionUnanswered() throws Exception {
        Driven.Told second = asked(peer(EXPECT, PAGE, EXPECT), new CompletableFuture<>());
        assertThat(second.reply().answer().ending()).isEqualTo(Ending.CLOSED);
        assertThat(second.reply().answer().heardAnything()).isFalse();
    }

    @Test
    void aPeerThatResetsInstead_leavesTheSecondQuestionUnanswered() throws Exception {
        Driven.Told second = asked(peer(EXPECT, PAGE, EXPECT, new Reset()), new CompletableFuture<>());
        assertThat(second.reply().answer().ending()).isEqualTo(Ending.RESET);
        assertThat(second.reply().answer().heardAnything()).isFalse();
    }

    @Test
    void theSecondQuestion_hasADeadlineOfItsOwn() throws Exception {
        Driven.Told second = asked(peer(EXPECT, PAGE, EXPECT, new Stall()), new CompletableFuture<>());
        assertThat(second.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(second.wasQuiet()).isTrue();
    }

    @Test
    void theSecondQuestion_beginsWhenItIsAsked() throws Exception {
        HandTicker ticker = HandTicker.still();
        driven.close();
        driven = new Driven(ticker);
        Driven.Told second = second(reply -> {});
        Driven.Told first = new Driven.Told(Driven.run(Probes.GET, 8471, LONG), running -> {}, reply -> {
            ticker.pass(Duration.ofSeconds(5));
            reply.connection().orElseThrow().ask(second);
        });
        driven.dial(peer(EXPECT, PAGE, EXPECT, PAGE, new Stall()).port(), first);
        assertThat(second.reply().answer().status()).isEqualTo(404);
        assertThat(second.reply().elapsedMillis()).isZero();
    }

    /** It would be taken for the answer to the next question, as the 408 with which a server takes its leave. */
    @Test
    void whatIsSaidUnasked_closesTheConnection() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, Driven.LOOPBACK)) {
            Driven.Told told = driven.dial(peer.getLocalPort(), Driven.run(Probes.GET, 8471, LONG));
            try (Socket client = peer.accept()) {
                client.setSoTimeout(10_000); // before its time as an idle one is over
                client.getOutputStream().write(PAGE.text().getBytes(US_ASCII));
                assertThat(told.reply().connection()).isPresent();
                client.getOutputStream().write("HTTP/1.1 408 Request Timeout\r\n\r\n".getBytes(US_ASCII));
                assertThatThrownBy(() -> client.getInputStream().transferTo(OutputStream.nullOutputStream()))
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    /** What a relay dials from later is none: its arrivals count. */
    @Test
    void aSocketOfOurs_isOneAsLongAsItIsOpen() throws Exception {
        CompletableFuture<Boolean> connected = new CompletableFuture<>();
        Driven.Told told =
                new Driven.Told(Driven.run(Probes.GET, 8471, LONG), running -> connected.complete(true), reply -> {});
        try (ServerSocket peer = new ServerSocket(0, 1, Driven.LOOPBACK)) {
            driven.dial(peer.getLocalPort(), told);
            try (Socket client = peer.accept()) {
                assertThat(connected.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(driven.transport.isOwnSocket(from(client))).isTrue();
                assertThat(driven.transport.isCarrier(NONCE, from(client))).isTrue();
                assertThat(driven.transport.isCarrier(KEY.nonce(2), from(client)))
                        .isFalse();
                assertThat(driven.transport.isCarrier(
                                NONCE, new InetSocketAddress(Driven.LOOPBACK, peer.getLocalPort())))
                        .isFalse();
                client.close();
                assertThat(told.reply().connection()).isEmpty();
                assertThat(driven.transport.isOwnSocket(from(client))).isFalse();
                assertThat(driven.transport.isCarrier(NONCE, from(client))).isFalse();
            }
        }
    }

    @Test
    void aClosedConnection_takesNoQuestion() throws Exception {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Driven.Told told = new Driven.Told(Driven.run(Probes.GET, 8471, LONG), running -> {}, reply -> {
            Connection connection = reply.connection().orElseThrow();
            connection.close();
            taken.complete(connection.isOpen() || connection.ask(second(last -> {})));
        });
        driven.dial(peer(EXPECT, PAGE, new Stall()).port(), told);
        told.reply();
        assertThat(taken.get(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aSecondRunThatCannotBeMade_isToldAsUnheard() throws Exception {
        Driven.Told broken = Driven.unmade();
        Driven.Told first = new Driven.Told(
                Driven.run(Probes.GET, 8471, LONG),
                running -> {},
                reply -> reply.connection().orElseThrow().ask(broken));
        driven.dial(peer(EXPECT, PAGE, new Stall()).port(), first);
        assertThat(broken.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
    }

    /** The socket that the peer's client has. */
    private static InetSocketAddress from(Socket client) {
        return (InetSocketAddress) client.getRemoteSocketAddress();
    }

    /** Asks a second question on the connection that the first one left. */
    private Driven.Told asked(RawPeer peer, CompletableFuture<Boolean> taken) {
        Driven.Told second = second(reply -> {});
        Driven.Told first = new Driven.Told(
                Driven.run(Probes.GET, 8471, LONG),
                running -> {},
                reply -> taken.complete(reply.connection().orElseThrow().ask(second)));
        driven.dial(peer.port(), first);
        return second;
    }

    private static Driven.Told second(Consumer<Reply> onAnswered) {
        return new Driven.Told(Driven.run(Probes.CONTROL, 8471, Duration.ofMillis(2000)), running -> {}, onAnswered);
    }

    private RawPeer peer(PeerStep... script) {
        RawPeer peer = RawPeer.of(script);
        peers.add(peer);
        return peer;
    }
}
