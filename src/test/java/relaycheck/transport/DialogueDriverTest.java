package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.LONG;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.clock.HandTicker;
import relaycheck.peer.PeerStep;
import relaycheck.peer.PeerStep.Expect;
import relaycheck.peer.PeerStep.Repeat;
import relaycheck.peer.PeerStep.Reset;
import relaycheck.peer.PeerStep.Say;
import relaycheck.peer.PeerStep.Stall;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Event;
import relaycheck.probe.Probes;

/** One run over a real socket: how it ends, and that it ends whatever the peer does. */
@Timeout(120)
class DialogueDriverTest {
    private static final Expect EXPECT = new Expect();
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String PAGE = "HTTP/1.1 403 No\r\nContent-Length: 4\r\n\r\nbody";

    private final List<RawPeer> peers = new ArrayList<>();
    private Driven driven = new Driven();

    @AfterEach
    void close() throws IOException {
        driven.close();
        for (RawPeer peer : peers) {
            peer.close();
        }
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                script("whole answer", Ending.COMPLETE, 403, EXPECT, new Say(PAGE), new Stall()),
                script("closes at once", Ending.CLOSED, 0, EXPECT),
                script("closes in the head", Ending.CLOSED, 0, EXPECT, new Say("HTTP/1.1 200 OK\r\nServer: x")),
                script("closes in the content", Ending.CLOSED, 403, EXPECT, new Say(PAGE.replace("body", "b"))),
                script("content until the end", Ending.CLOSED, 200, EXPECT, new Say("HTTP/1.1 200 OK\r\n\r\npage")),
                script("resets without a word", Ending.RESET, 0, EXPECT, new Reset()),
                script("resets in the head", Ending.RESET, 0, EXPECT, new Say("HTTP/1.1 20"), new Reset()),
                script(
                        "resets in the content",
                        Ending.RESET,
                        403,
                        EXPECT,
                        new Say(PAGE.replace("body", "b")),
                        new Reset()),
                script("line of a megabyte", Ending.LIMIT, 0, EXPECT, new Say("HTTP/1.1 2"), new Repeat(kilo(), 1024)),
                script(
                        "endless head",
                        Ending.LIMIT,
                        0,
                        EXPECT,
                        new Say("HTTP/1.1 200 OK\r\n"),
                        new Repeat("A: b\r\n".repeat(100), 10_000)),
                script(
                        "endless content",
                        Ending.LIMIT,
                        200,
                        EXPECT,
                        new Say("HTTP/1.1 200 OK\r\n\r\n"),
                        new Repeat(kilo(), 10_000)),
                script("endless chatter that is no HTTP", Ending.LIMIT, 0, new Repeat(kilo(), 10_000)),
                script(
                        "endless interim answers",
                        Ending.LIMIT,
                        0,
                        EXPECT,
                        new Repeat("HTTP/1.1 102 Processing\r\n\r\n".repeat(40), 10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void whateverThePeerDoes_theRunEndsSo(String name, Ending ending, int status, PeerStep[] script) throws Exception {
        Answer answer = get(LONG, script).reply().answer();
        assertThat(answer.ending()).isEqualTo(ending);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.request()).startsWith("GET http://127.0.0.1:8471/");
        assertThat(driven.faults).isEmpty();
    }

    @Test
    void whatWasSaidBeforeAReset_isHeard() throws Exception {
        Answer answer =
                get(LONG, new Say("SSH-2.0-x\r\n"), EXPECT, new Reset()).reply().answer();
        assertThat(answer.content().latin1()).isEqualTo("SSH-2.0-x\r\n");
        assertThat(answer.ending()).isEqualTo(Ending.RESET);
    }

    @Test
    void silence_endsAtTheDeadlineAndIsSaidToBeQuietBefore() throws Exception {
        Driven.Told told = get(SHORT, EXPECT, new Stall());
        Reply reply = told.reply();
        assertThat(reply.answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(reply.answer().heardAnything()).isFalse();
        assertThat(reply.elapsedMillis()).isGreaterThanOrEqualTo(SHORT.toMillis());
        assertThat(told.wasQuiet()).isTrue();
    }

    @Test
    void aSilentRunOfWhichEachLookComesTooLate_isSaidToBeQuietAllTheSame() throws Exception {
        driven.close();
        driven = new Driven(HandTicker.stepping(Duration.ofMinutes(1)));
        Driven.Told told = get(Duration.ofSeconds(10), EXPECT, new Stall());
        assertThat(told.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(told.wasQuiet()).isTrue();
    }

    @Test
    void aPeerThatSaysAByteAndNoMore_endsAtTheDeadlineAndIsNotQuiet() throws Exception {
        HandTicker ticker = HandTicker.still();
        driven.close();
        driven = new Driven(ticker);
        Driven.Told told = get(SHORT, EXPECT, new Say("H"), new Stall());
        while (driven.transport.traffic().bytesReceived() == 0) {
            Thread.onSpinWait();
        }
        ticker.pass(SHORT);
        assertThat(told.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(told.reply().answer().bytes()).isEqualTo(1);
        assertThat(told.wasQuiet()).isFalse();
    }

    @Test
    void aPeerThatNeverStopsTalking_endsAtTheDeadlineAllTheSame() throws Exception {
        driven.close();
        driven = new Driven(HandTicker.stepping(Duration.ofSeconds(1)));
        Driven.Told told = get(Duration.ofSeconds(2), EXPECT, new Repeat("x", 1 << 24));
        assertThat(told.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
    }

    @Test
    void aPortThatNothingListensOn_isClosed() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(Driven.LOOPBACK, 0));
            Driven.Told told = driven.dial(bound.getLocalPort(), Driven.run(Probes.GET, 8471, LONG));
            assertThat(told.reply().answer().ending()).isEqualTo(Ending.PORT_CLOSED);
            assertThat(told.wasConnected()).isFalse();
            assertThat(told.wasMade()).isFalse();
        }
    }

    @Test
    void aDialogueThatThrows_endsAloneAndUnheard() throws Exception {
        ProbeRun broken = Driven.watched(Driven.run(Probes.GET, 8471, LONG), event -> {
            if (event instanceof Event.HeadReceived) {
                throw new IllegalStateException("a bug");
            }
        });
        Driven.Told bystander = get(Duration.ofSeconds(2), EXPECT, new Stall());
        Driven.Told told = driven.dial(peer(EXPECT, new Say(PAGE), new Stall()).port(), broken);
        assertThat(told.reply().answer()).isEqualTo(Answer.withoutWords(broken.subject(), Ending.DEADLINE));
        assertThat(driven.faults).singleElement().asString().contains("a bug");
        assertThat(bystander.reply().answer().request()).isNotEmpty();
        assertThat(get(LONG, EXPECT, new Say(PAGE)).reply().answer().status()).isEqualTo(403);
    }

    @Test
    void aRunThatCannotBeMade_isToldAsUnheard() throws Exception {
        Driven.Told told = Driven.unmade();
        driven.dial(peer(new Stall()).port(), told);
        assertThat(told.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(driven.faults).singleElement().asString().contains("a bug");
    }

    @Test
    void aListenerThatThrows_stopsNobodyElse() throws Exception {
        Consumer<Object> bug = what -> {
            throw new IllegalStateException("a bug");
        };
        ProbeRun run = Driven.run(Probes.GET, 8471, LONG);
        driven.dial(peer(EXPECT, new Say(PAGE)).port(), new Driven.Told(run, bug::accept, reply -> {}));
        driven.dial(peer(EXPECT, new Say(PAGE)).port(), new Driven.Told(run, running -> {}, bug::accept));
        assertThat(get(LONG, EXPECT, new Say(PAGE)).reply().answer().status()).isEqualTo(403);
    }

    /** Who cannot be told of its end waits for it for ever: whoever waits for all must know. */
    @Test
    void aListenerThatThrowsAtTheEnd_breaksTheTransport() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Consumer<Object> bug = what -> {
            told.countDown();
            throw new IllegalStateException("a bug");
        };
        ProbeRun run = Driven.run(Probes.GET, 8471, LONG);
        driven.dial(peer(EXPECT, new Say(PAGE)).port(), new Driven.Told(run, running -> {}, bug::accept));
        assertThat(told.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        get(LONG, EXPECT, new Say(PAGE)).reply(); // on the same thread: the first is over
        assertThat(driven.transport.isBroken()).isTrue();
        assertThat(driven.faults).singleElement().asString().contains("a bug");
    }

    @Test
    void aRunThatIsGivenUp_endsAsIfItsTimeWereOver() throws Exception {
        Driven.Told told = new Driven.Told(Driven.run(Probes.GET, 8471, LONG), Running::giveUp, reply -> {});
        driven.dial(peer(EXPECT, new Stall()).port(), told);
        assertThat(told.reply().answer().ending()).isEqualTo(Ending.DEADLINE);
    }

    @Test
    void whatWasSentAndHeard_isCounted() throws Exception {
        get(LONG, EXPECT, new Say(PAGE), new Stall()).reply();
        Traffic traffic = driven.transport.traffic();
        assertThat(traffic.dials()).isEqualTo(1);
        assertThat(traffic.connections()).isEqualTo(1);
        assertThat(traffic.requests()).isEqualTo(1);
        assertThat(traffic.bytesReceived()).isEqualTo(PAGE.length());
        assertThat(traffic.bytesSent()).isGreaterThan(50);
    }

    /** It is made again as soon as there is a descriptor, or a port, and counts then. */
    @Test
    void aDialThatThereWasNoRoomFor_isNotCounted() throws Exception {
        driven.dial(peer(EXPECT, new Say(PAGE)).port(), Driven.run(Probes.GET, 8471, LONG))
                .reply();
        Driven.Told told = new Driven.Told(Driven.run(Probes.GET, 8471, LONG), running -> {}, reply -> {});
        Clockwork clockwork = new Clockwork(HandTicker.still());
        driven.transport.new DialResult(told, Driven.LOOPBACK, clockwork).failed(new BindException("no port"));
        assertThat(told.again()).isFalse();
        assertThat(driven.transport.traffic().dials()).isZero();
    }

    private Driven.Told get(Duration deadline, PeerStep... script) {
        return driven.dial(peer(script).port(), Driven.run(Probes.GET, 8471, deadline));
    }

    private RawPeer peer(PeerStep... script) {
        RawPeer peer = RawPeer.of(script);
        peers.add(peer);
        return peer;
    }

    private static String kilo() {
        return "A".repeat(1024);
    }

    private static Arguments script(String name, Ending ending, int status, PeerStep... script) {
        return Arguments.of(name, ending, status, script);
    }
}
