package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.KEY;
import static relaycheck.transport.Driven.LONG;
import static relaycheck.transport.Driven.NONCE;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.peer.DrippingPeer;
import relaycheck.peer.PeerStep;
import relaycheck.peer.PeerStep.Await;
import relaycheck.peer.PeerStep.Expect;
import relaycheck.peer.PeerStep.Reset;
import relaycheck.peer.PeerStep.Say;
import relaycheck.peer.PeerStep.Stall;
import relaycheck.peer.PeerStep.StartTls;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;

/** What a peer says and does behind a 2xx to CONNECT. */
@Timeout(120)
class TunnelTest {
    private static final Expect EXPECT = new Expect();
    private static final Say YES = new Say("HTTP/1.1 200 Connection established\r\n\r\n");

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
    void bytesBehindTheHead_belongToTheTunnelWhateverLengthItSays() throws Exception {
        Answer answer = connect(
                25, EXPECT, new Say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n220 mail ESMTP\r\n"), new Stall());
        assertThat(tunnel(answer).heard().latin1()).isEqualTo("220 mail ESMTP\r\n");
        assertThat(answer.content().isEmpty()).isTrue();
    }

    @Test
    void aRefusal_opensNoTunnel() throws Exception {
        Answer answer = connect(25, EXPECT, new Say("HTTP/1.1 405 No\r\nContent-Length: 3\r\n\r\n220"), new Stall());
        assertThat(answer.tunnel()).isEmpty();
        assertThat(answer.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void theProofInPlainHttp_isFound() throws Exception {
        Answer answer = connect(8471, EXPECT, YES, EXPECT, new Say(proof(8471)), new Stall());
        assertThat(answer.proof()).contains(KEY.proof(NONCE, 8471));
        assertThat(tunnel(answer).talk()).isEqualTo(Tunnel.Talk.HTTP);
    }

    @Test
    void theProofInTls_isFound() throws Exception {
        Answer answer = connect(443, EXPECT, YES, new StartTls(), EXPECT, new Say(proof(443)), new Stall());
        assertThat(answer.proof()).contains(KEY.proof(NONCE, 443));
        assertThat(tunnel(answer).talk()).isEqualTo(Tunnel.Talk.TLS);
    }

    @Test
    void theRightProofOfAnotherPort_isNone() throws Exception {
        Answer answer = connect(443, EXPECT, YES, new StartTls(), EXPECT, new Say(proof(25)));
        assertThat(answer.proof()).isEmpty();
        assertThat(tunnel(answer).reply()).isPresent();
    }

    @Test
    void aPeerThatSpeaksBeforeOurHello_hasNoTls() throws Exception {
        Answer answer = connect(443, EXPECT, new Say("HTTP/1.1 200 OK\r\n\r\n<html>my own page"), new Stall());
        assertThat(tunnel(answer).heard().latin1()).isEqualTo("<html>my own page");
        assertThat(answer.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void aPeerThatAnswersOurHelloInPlain_hasNoTls() throws Exception {
        Answer answer = connect(443, EXPECT, YES, new Await(), new Say("HTTP/1.1 400 Bad\r\n\r\n"), new Stall());
        assertThat(answer.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(answer.proof()).isEmpty();
    }

    @Test
    void aPeerThatClosesAtOurHello_hasNoTls() throws Exception {
        assertThat(connect(443, EXPECT, YES, new Await()).ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void aPeerThatResetsAtOurHello_hasNoTls() throws Exception {
        assertThat(connect(443, EXPECT, YES, new Await(), new Reset()).ending()).isEqualTo(Ending.COMPLETE);
    }

    /** Half of its time, when a silent run is said to be quiet, is not the end of a hello. */
    @Test
    void aPeerThatIsMuteAtOurHello_hasAllItsTime() throws Exception {
        Duration time = Duration.ofMillis(600);
        Reply reply = told(443, time, EXPECT, YES, new Await(), new Stall()).reply();
        assertThat(reply.answer().ending()).isEqualTo(Ending.DEADLINE);
        assertThat(tunnel(reply.answer()).isSilent()).isTrue();
        assertThat(reply.elapsedMillis()).isGreaterThanOrEqualTo(time.toMillis());
    }

    /** The end of TLS comes by a timer of the system's; for the ticker no time passes, as for a machine that sleeps. */
    @Test
    void aHelloThatIsSleptThrough_isAnsweredStill() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        driven.close();
        driven = new Driven(new Ticker() {
            @Override
            public long read() {
                return looks.incrementAndGet(); // nanoseconds
            }
        });
        PeerStep sleepForAWhile = new PeerStep.Do(() -> {
            for (int until = looks.get() + 20; looks.get() < until; ) {
                Thread.onSpinWait();
            }
        });
        Duration time = Duration.ofMillis(20);
        Reply reply = told(443, time, EXPECT, YES, sleepForAWhile, new StartTls(), EXPECT, new Say(proof(443)))
                .reply();
        assertThat(reply.answer().proof()).isPresent();
    }

    /** Each byte puts the reactor's own time-out off: of a record of 16 KB there are enough for five minutes here. */
    @Test
    void aPeerThatDripsItsHello_endsAtTheDeadlineAllTheSame() throws Exception {
        Duration time = Duration.ofMillis(600);
        try (DrippingPeer peer = new DrippingPeer("\u0016\u0003\u0003\u003f\u0000\u0002\u0000\u003e\u00fc")) {
            Reply reply = driven.dial(peer.port(), Driven.run(Probes.TLS_GET, 8471, time))
                    .reply();
            assertThat(reply.answer().ending()).isEqualTo(Ending.NO_TLS_IN_TIME);
            assertThat(reply.elapsedMillis()).isGreaterThanOrEqualTo(time.toMillis());
        }
    }

    @Test
    void aPeerThatClosesInsideTls_endsTheRun() throws Exception {
        Answer answer = connect(443, EXPECT, YES, new StartTls(), EXPECT, new Say("HTTP/1.1 200 OK\r\nServer: x"));
        assertThat(answer.ending()).isIn(Ending.CLOSED, Ending.RESET);
        assertThat(tunnel(answer).heard().latin1()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void aPeerThatResetsInsideTls_endsTheRun() throws Exception {
        Answer answer = connect(443, EXPECT, YES, new StartTls(), EXPECT, new Reset());
        assertThat(answer.ending()).isIn(Ending.CLOSED, Ending.RESET);
        assertThat(tunnel(answer).isSilent()).isTrue();
    }

    @Test
    void aPeerThatResetsInThePlainTunnel_endsTheRunSo() throws Exception {
        Answer answer = connect(8471, EXPECT, YES, EXPECT, new Reset());
        assertThat(answer.ending()).isEqualTo(Ending.RESET);
        assertThat(tunnel(answer).isSilent()).isTrue();
    }

    private Answer connect(int canaryPort, PeerStep... script) throws Exception {
        Answer answer = told(canaryPort, LONG, script).reply().answer();
        assertThat(driven.faults).isEmpty();
        assertThat(answer.request()).isEqualTo("CONNECT 127.0.0.1:" + canaryPort + " HTTP/1.1");
        return answer;
    }

    private Driven.Told told(int canaryPort, Duration time, PeerStep... script) throws IOException {
        RawPeer peer = RawPeer.of(script);
        peers.add(peer);
        return driven.dial(peer.port(), Driven.run(Probes.CONNECT, canaryPort, time));
    }

    private static Tunnel tunnel(Answer answer) {
        return answer.tunnel().orElseThrow();
    }

    private static String proof(int port) {
        return "HTTP/1.1 200 OK\r\n\r\n" + KEY.proof(NONCE, port).hmac() + "\n";
    }
}
