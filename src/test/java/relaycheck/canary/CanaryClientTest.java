package relaycheck.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.LOOPBACK;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.OTHER_KEY;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.demo.DemoHost;
import relaycheck.demo.DemoNetwork;
import relaycheck.peer.DrippingPeer;
import relaycheck.peer.FreePort;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;

@Timeout(60)
class CanaryClientTest {
    private final SteppingClock clock = new SteppingClock();
    private final AtomicLong random = new AtomicLong();
    private final Canary canary = Canary.open(CanarySettings.of(KEY, clock));
    private final int port = canary.bind(ListenSpec.of(LOOPBACK, 0)).get(0).port();

    @AfterEach
    void close() {
        canary.close();
    }

    @Test
    void ourCanary_provesItselfAndIsADestination() {
        try (CanaryClient client = client(KEY)) {
            CanaryCheck check = client.check(LOOPBACK, port);
            assertThat(check.proof()).isPresent();
            assertThat(check.destination()).get().asString().isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void nothingOnTheWay_nothingDiffers() {
        try (CanaryClient client = client(KEY)) {
            CanaryCheck check = client.checkAsArrived(LOOPBACK, port);
            assertThat(check.proof()).isPresent();
            assertThat(check.differences()).isEmpty();
        }
        assertThat(Fixtures.first(canary.arrivals(), KEY.nonce(2)))
                .get()
                .extracting(Arrival::head)
                .asString()
                .contains("User-Agent: relaycheck-test");
    }

    @Test
    void anotherKey_isNoProof() {
        try (CanaryClient client = client(OTHER_KEY)) {
            CanaryCheck check = client.checkAsArrived(LOOPBACK, port);
            assertThat(check.proof()).isEmpty();
            assertThat(check.destination()).isEmpty();
            assertThat(check.why()).contains("404");
        }
    }

    @Test
    void anotherServerOrNone_isNoProof() throws IOException {
        try (CanaryClient client = client(KEY);
                DemoHost web = DemoNetwork.webServer(LOOPBACK)) {
            assertThat(client.check(LOOPBACK, web.address().getPort()).why())
                    .contains("HTTP/1.1 200 OK", "another server");
            assertThat(client.check(LOOPBACK, FreePort.next()).why()).startsWith("no answer");
        }
    }

    /** A tarpit, for example: with each silence short and their number without end, a scan began hours later. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n"})
    void whoDripsForHours_isHeardNoLongerThanOurPatience(String first) throws IOException {
        try (DrippingPeer tarpit = new DrippingPeer(first)) {
            CanaryCheck check =
                    new DirectCheck(KEY, "relaycheck-test", Duration.ofMillis(300)).ask(NONCE, LOOPBACK, tarpit.port());
            assertThat(check.proof()).isEmpty();
            assertThat(check.why()).contains("another server");
        }
    }

    @Test
    void arrivals_comeBackAsTheyWere() throws IOException {
        String request = "GET /" + NONCE + "/ HTTP/1.1\r\nX: \u00e9\"\\\u0001\r\n\r\n";
        try (CanaryClient client = client(KEY);
                RawClient relay = new RawClient(new InetSocketAddress(LOOPBACK, port))) {
            relay.say(request).hearUntil("\n" + Fixtures.proof(port) + "\n");
            ImmutableList<Arrival> arrivals = client.arrivals(LOOPBACK, port, ImmutableList.of(KEY.nonce(7), NONCE));
            assertThat(arrivals).isEqualTo(canary.arrivals().of(NONCE)).hasSize(1);
            assertThat(arrivals.get(0).head()).isEqualTo(request);
        }
    }

    @Test
    void manyNonces_areAskedInParts() throws IOException {
        ImmutableList<Nonce> nonces = IntStream.range(0, 3 * ArrivalsQuestion.MOST + 1)
                .mapToObj(KEY::nonce)
                .collect(ImmutableList.toImmutableList());
        nonces.forEach(nonce -> canary.arrivals().add(Fixtures.arrival(nonce, clock, 5)));
        try (CanaryClient client = client(KEY)) {
            assertThat(client.arrivals(LOOPBACK, port, nonces))
                    .extracting(Arrival::nonce)
                    .isEqualTo(nonces);
        }
    }

    @Test
    void moreQuestionsThanOneConnectionCarries_areAllAnswered() throws IOException {
        try (CanaryClient client = client(KEY)) {
            for (int i = 0; i <= 2 * Limits.DEFAULT.requests(); i++) {
                assertThat(client.arrivals(LOOPBACK, port, ImmutableList.of(NONCE)))
                        .as("question %d", i)
                        .isEmpty();
            }
        }
    }

    @Test
    void whoHasNotTheKey_learnsNothing() {
        try (CanaryClient client = client(OTHER_KEY)) {
            assertThatThrownBy(() -> client.arrivals(LOOPBACK, port, ImmutableList.of(NONCE)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not signed");
        }
    }

    @Test
    void aQuestion_isGoodForAMinute() {
        long now = clock.instant().getEpochSecond();
        String target = ArrivalsQuestion.of(ImmutableList.of(NONCE), now).target(KEY);
        assertThat(ArrivalsQuestion.read(target, KEY, now + 60)).isPresent();
        assertThat(ArrivalsQuestion.read(target, KEY, now - 60)).isPresent();
        assertThat(ArrivalsQuestion.read(target, KEY, now + 61)).isEmpty();
        assertThat(ArrivalsQuestion.read(target, OTHER_KEY, now)).isEmpty();
        assertThat(ArrivalsQuestion.read(target.replace("t=" + now, "t=" + (now + 1)), KEY, now))
                .isEmpty();
        assertThat(ArrivalsQuestion.read(
                        target.replace(NONCE.hex(), KEY.nonce(1).hex()), KEY, now))
                .isEmpty();
    }

    @Test
    void anAnswerThatWasChangedOnTheWay_isRefused() throws Exception {
        try (ServerSocket liar = new ServerSocket(0, 1, LOOPBACK);
                CanaryClient client = client(KEY)) {
            Thread answering = new Thread(() -> answer(liar, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}\n"));
            answering.start();
            assertThatThrownBy(() -> client.arrivals(LOOPBACK, liar.getLocalPort(), ImmutableList.of(NONCE)))
                    .hasMessageContaining("not signed");
            answering.join(Duration.ofSeconds(20).toMillis());
        }
    }

    @Test
    void aHeadThatChangedOnTheWay_isTold() {
        assertThat(HeadDifferences.between(
                        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a HTTP/1.1\r\nhost: x\r\nVia: 1.1 p\r\n\r\n"))
                .containsExactly(
                        "sent, but did not arrive: Host: x",
                        "arrived, but was not sent: host: x",
                        "arrived, but was not sent: Via: 1.1 p");
    }

    private CanaryClient client(ProofKey key) {
        return CanaryClient.open(key, clock, random::incrementAndGet, "relaycheck-test");
    }

    private static void answer(ServerSocket server, String text) {
        try (Socket client = server.accept()) {
            while (client.getInputStream().read() != '\n'
                    || client.getInputStream().read() != '\r') {
                // to the end of the head
            }
            client.getOutputStream().write(text.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
