package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.LOOPBACK;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.proof;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.canary.CanaryPort.State;
import relaycheck.peer.FreePort;
import relaycheck.proof.Arrival;
import relaycheck.proof.Arrival.Protocol;

@Timeout(60)
class CanaryTest {
    private static final String REQUEST = "GET /" + NONCE + "/ HTTP/1.1\r\nHost: x\r\n\r\n";

    private final SteppingClock clock = new SteppingClock();
    private final BlockingQueue<Arrival> log = new LinkedBlockingQueue<>();
    private Canary canary = Canary.open(CanarySettings.of(KEY, clock).loggingTo(log::add));

    @AfterEach
    void close() {
        canary.close();
    }

    @Test
    void aRequest_isProvenAndRemembered() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient client = dial(port)) {
            String answer = client.say(REQUEST).hearUntil("\n" + proof(port.port()) + "\n");
            assertThat(answer).contains("Relaycheck-Proof: " + proof(port.port()));
            Arrival arrival = Fixtures.first(canary.arrivals(), NONCE).orElseThrow();
            assertThat(arrival)
                    .isEqualTo(new Arrival(
                            NONCE, port.port(), clock.instant(), LOOPBACK, client.port(), Protocol.HTTP, REQUEST));
            assertThat(log.poll(20, TimeUnit.SECONDS)).isEqualTo(arrival);
        }
    }

    @Test
    void aByteAtATimeAndKeptOpen_eachRequestIsProven() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient client = dial(port)) {
            for (int i = 0; i < 3; i++) {
                for (char each : REQUEST.toCharArray()) {
                    client.say(String.valueOf(each));
                }
                assertThat(client.hearUntil("\n" + proof(port.port()) + "\n")).startsWith("HTTP/1.1 200 OK");
            }
        }
        assertThat(canary.arrivals().of(NONCE)).hasSize(3);
    }

    @Test
    void theAnswerArrives_thoughTheBodyIsNotRead() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient client = dial(port)) {
            client.say("POST /" + NONCE + "/ HTTP/1.1\r\nContent-Length: 200000\r\n\r\n");
            client.say("x".repeat(200_000));
            assertThat(client.hearAll()).contains("\n" + proof(port.port()) + "\n");
        }
    }

    @Test
    void aHalfClosedLine_isStillAnswered() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient client = dial(port)) {
            assertThat(client.say("hello " + NONCE).halfClose().hearAll())
                    .isEqualTo("554 " + proof(port.port()) + "\r\n");
        }
    }

    @Test
    void tlsOnTheSamePort_isProvenAndOthersDoNotWaitForItsCertificate() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        for (int i = 0; i < 2; i++) {
            try (RawClient plain = dial(port);
                    RawClient secure = dial(port).overTls()) {
                assertThat(secure.say(REQUEST).hearUntil(proof(port.port()) + "\n"))
                        .contains("200 OK");
                assertThat(secure.say("GET / HTTP/1.1\r\n\r\n").hearAll()).startsWith("HTTP/1.1 404");
                assertThat(plain.say(REQUEST).hearUntil(proof(port.port()) + "\n"))
                        .contains("200 OK");
            }
        }
        assertThat(canary.arrivals().of(NONCE))
                .extracting(Arrival::protocol)
                .containsExactly(Protocol.HTTPS, Protocol.HTTP, Protocol.HTTPS, Protocol.HTTP);
    }

    @Test
    void whoBringsNoNonce_isRememberedByItsAddress() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient empty = dial(port);
                RawClient stranger = dial(port);
                RawClient hello = dial(port).overTls();
                RawClient brokenHello = dial(port)) {
            assertThat(empty.halfClose().hearAll()).isEmpty();
            assertThat(stranger.say("GET / HTTP/1.1\r\n\r\n").hearAll()).contains("404");
            brokenHello.say("\u0016\u0003\u0001\u0000\u0005hello and no more of it");
            assertThatOrReset(brokenHello).isEmpty();
            assertThat(hello.port()).isNotZero();
        }
        assertThat(canary.arrivals().withoutNonce()).isEqualTo(ImmutableMap.of(LOOPBACK, 4));
        assertThat(canary.arrivals().count()).isZero();
    }

    @Test
    void whoBringsANonce_isNoneOfThem() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient plain = dial(port);
                RawClient secure = dial(port).overTls()) {
            plain.say("NOOP\r\n").hearUntil("250 ok\r\n");
            assertThat(canary.arrivals().withoutNonce()).containsExactly(Map.entry(LOOPBACK, 2));
            plain.say(REQUEST).hearUntil(proof(port.port()) + "\n");
            secure.say(REQUEST).hearUntil(proof(port.port()) + "\n");
        }
        assertThat(canary.arrivals().withoutNonce()).isEmpty();
    }

    @Test
    void ourOwnSocket_isNoneOfThem() throws Exception {
        canary.arrivals().ignore(source -> source.getAddress().equals(LOOPBACK), (nonce, source) -> false);
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient empty = dial(port);
                RawClient stranger = dial(port)) {
            assertThat(empty.halfClose().hearAll()).isEmpty();
            assertThat(stranger.say("GET / HTTP/1.1\r\n\r\n").hearAll()).contains("404");
        }
        assertThat(canary.arrivals().withoutNonce()).isEmpty();
    }

    @Test
    void aBrokenTlsHello_endsOnlyItself() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient broken = dial(port);
                RawClient whole = dial(port)) {
            broken.say("\u0016\u0003\u0001\u0000\u0005hello and no more of it");
            assertThatOrReset(broken).isEmpty();
            assertThat(whole.say(REQUEST).hearUntil(proof(port.port()) + "\n")).contains("200 OK");
        }
    }

    @Test
    void silence_endsTheConnection() throws Exception {
        reopen(limits(10, 10, Duration.ofMillis(50), Duration.ofSeconds(30)));
        try (RawClient client = dial(bind(LOOPBACK, 0))) {
            assertThatOrReset(client).isEmpty();
        }
    }

    @Test
    void dripping_endsWithTheConnectionsTime() throws Exception {
        reopen(limits(10, 10, Duration.ofSeconds(30), Duration.ofMillis(300)));
        try (RawClient client = dial(bind(LOOPBACK, 0))) {
            assertThatThrownBy(() -> {
                        while (true) {
                            client.say("x");
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void oneClientTooMany_isTurnedAwayAndTheOthersStay() throws Exception {
        reopen(limits(10, 2, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient first = dial(port);
                RawClient second = dial(port)) {
            assertThat(canary.warnings()).isEmpty();
            assertIsTurnedAway(port);
            assertThat(canary.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("1 connections from 127.0.0.1 were turned away");
            assertThat(first.say(REQUEST).hearUntil(proof(port.port()) + "\n")).contains("200 OK");
            assertThat(second.say(REQUEST).hearUntil(proof(port.port()) + "\n")).contains("200 OK");
        }
    }

    @Test
    void whenAllAreTooMany_theOldestGoes() throws Exception {
        reopen(limits(2, 10, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        CanaryPort port = bind(LOOPBACK, 0);
        try (RawClient first = dial(port);
                RawClient second = dial(port);
                RawClient third = dial(port)) {
            assertThatOrReset(first).isEmpty();
            assertThat(second.say(REQUEST).hearUntil(proof(port.port()) + "\n")).contains("200 OK");
            assertThat(third.say(REQUEST).hearUntil(proof(port.port()) + "\n")).contains("200 OK");
        }
    }

    @Test
    void aFinishedConnection_makesRoom() throws Exception {
        reopen(limits(10, 1, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        CanaryPort port = bind(LOOPBACK, 0);
        for (int i = 0; i < 5; i++) {
            awaitRoom(port);
        }
    }

    @Test
    void aTakenPort_isToldAndTheOthersListen() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            CanaryPort taken = bind(LOOPBACK, other.getLocalPort());
            assertThat(taken.state()).isEqualTo(State.TAKEN);
            assertThat(taken.mayBeAskedFor()).isFalse();
            assertThat(bind(LOOPBACK, 0).listens()).isTrue();
            assertThat(canary.ports()).extracting(CanaryPort::listens).containsExactly(false, true);
            assertThat(canary.listensOn(LOOPBACK, other.getLocalPort())).isFalse();
        }
    }

    @Test
    void anAddressOfAnotherMachine_isTold() {
        CanaryPort port = bind(InetAddresses.forString("192.0.2.1"), 0);
        assertThat(port.state()).isEqualTo(State.NO_SUCH_ADDRESS);
        assertThat(port.toString())
                .isEqualTo("192.0.2.1:0: not listening: no interface of this machine has this address");
    }

    @Test
    void theOwnPort_isAnotherWhereItIsReserved() {
        InetSocketAddress own = new InetSocketAddress("127.0.0.77", ListenSpec.OWN_PORT);
        canary.close();
        canary = Canary.open(CanarySettings.of(KEY, clock)
                .leavingOut(place -> place.equals(own) || place.getPort() < 1_024)
                .listeningOn(ImmutableList.of(ListenSpec.of(own.getAddress()))));
        assertThat(canary.ports())
                .extracting(CanaryPort::state)
                .containsExactly(State.LISTENING, State.RESERVED, State.RESERVED, State.RESERVED);
        CanaryPort instead = canary.ports().get(0);
        assertThat(instead.port()).isNotEqualTo(ListenSpec.OWN_PORT);
        assertThat(instead.why()).isEqualTo("instead of 8471, which is in the list of targets");
        assertThat(canary.listensOn(own.getAddress(), instead.port())).isTrue();
    }

    @Test
    void aPortAlone_isBoundOnEachAddressButNotOnTheWildcard() throws Exception {
        ImmutableList<CanaryPort> ports =
                canary.bind(ListenSpec.parse(String.valueOf(FreePort.next())).get(0));
        assertThat(ports)
                .extracting(CanaryPort::address)
                .contains(LOOPBACK)
                .noneMatch(address -> address.isAnyLocalAddress());
    }

    @Test
    void afterClose_nothingListens() throws Exception {
        CanaryPort port = bind(LOOPBACK, 0);
        canary.close();
        assertThatThrownBy(() -> dial(port)).isInstanceOf(IOException.class);
    }

    private CanaryPort bind(InetAddress address, int port) {
        return canary.bind(ListenSpec.of(address, port)).get(0);
    }

    private void reopen(Limits limits) {
        canary.close();
        canary = Canary.open(CanarySettings.of(KEY, clock), limits);
    }

    /** The reset may come while the dial itself is not over yet. */
    private void assertIsTurnedAway(CanaryPort port) throws Exception {
        try (RawClient client = dial(port)) {
            assertThatOrReset(client).isEmpty();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static Limits limits(int connections, int perClient, Duration idle, Duration life) {
        return new Limits(
                connections,
                perClient,
                100,
                16_384,
                1_000_000,
                Duration.ofMillis(1),
                idle,
                life,
                Duration.ofMillis(100));
    }

    private static RawClient dial(CanaryPort port) throws IOException {
        return new RawClient(new InetSocketAddress(port.address(), port.port()));
    }

    /** The place of a connection that has ended is free a moment later; who comes before that is turned away. */
    private static void awaitRoom(CanaryPort port) throws IOException {
        String answer = "";
        while (!answer.startsWith("221")) {
            try (RawClient client = dial(port)) {
                answer = client.say("QUIT\r\n").hearAll();
            } catch (SocketException e) {
                answer = "";
            }
        }
    }

    /** All that a connection says that ends with a close or a reset. */
    private static AbstractStringAssert<?> assertThatOrReset(RawClient client) throws IOException {
        try {
            return assertThat(client.hearAll());
        } catch (SocketException e) {
            return assertThat("");
        }
    }
}
