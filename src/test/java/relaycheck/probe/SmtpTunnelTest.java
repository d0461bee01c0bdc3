package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.probe.Rehearsal.NONCE;
import static relaycheck.probe.Rehearsal.proof;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a tunnel to port 25 the destination speaks first, and the proof comes with its answer to EHLO. */
class SmtpTunnelTest {
    private static final String EHLO = "EHLO " + NONCE + "\r\n";

    private final Rehearsal run = Rehearsal.of(Probes.CONNECT, Rehearsal.at("10.77.3.1", 25));

    @BeforeEach
    void granted() {
        run.head(200);
        assertThat(run.did()).contains(new Action.WakeAfter(Duration.ofSeconds(2)));
    }

    @Test
    void aWholeLineOfGreeting_isAnsweredOnce() {
        assertThat(run.bytes("220 ca").sent()).isEmpty();
        assertThat(run.bytes("nary\r\n").sent()).isEqualTo(EHLO);
        assertThat(run.bytes("250-").sent()).isEmpty();
    }

    /** Servers turn away whoever speaks before they have ended. */
    @Test
    void aGreetingOfSeveralLines_isHeardOut() {
        assertThat(run.bytes("220-mail\r\n").sent()).isEmpty();
        assertThat(run.bytes("220-no spam\r\n").sent()).isEmpty();
        assertThat(run.bytes("220 canary\r\n").sent()).isEqualTo(EHLO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 canary\r\n", "220-mail\r\n220 canary\r\n"})
    void aGreetingThatComesLate_isNoReply(String greeting) {
        run.tell(new Event.WokenUp());
        run.byteByByte(greeting);
        assertThat(run.isDone()).isFalse();
        assertThat(run.bytes("250 ok\r\n").isDone()).isTrue();
    }

    @Test
    void silence_isSpokenInto() {
        assertThat(run.tell(new Event.WokenUp()).sent()).isEqualTo(EHLO);
        assertThat(run.isDone()).isFalse();
        assertThat(run.tell(new Event.WokenUp()).isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 ok\r\n", "250-a\r\n250 b\r\n", "502 no such command\n", "250-a\r\n\r\n250 b\r\n"})
    void aWholeReply_endsIt(String reply) {
        run.bytes("220 canary\r\n");
        run.byteByByte(reply.substring(0, reply.length() - 1));
        assertThat(run.isDone()).isFalse();
        assertThat(run.bytes("\n").isDone()).isTrue();
        assertThat(run.answer().ending()).isEqualTo(Ending.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"250-a\r\n", "250\r\n", "ok b\r\n", "a greeting of several lines\r\n", "250-a\r\n250-b\r\n"})
    void whatIsNoLastLine_isWaitedFor(String begun) {
        run.bytes("220 canary\r\n").bytes(begun);
        assertThat(run.isDone()).isFalse();
        assertThat(run.bytes("250 end\r\n").isDone()).isTrue();
    }

    @Test
    void theGreetingItself_isNoReply() {
        run.bytes("220 canary\r\n");
        assertThat(run.isDone()).isFalse();
    }

    @Test
    void theProof_endsItAtOnce() {
        Answer answer = run.bytes("220 canary\r\n").bytes("250-" + proof(25)).answer();
        assertThat(answer.proof())
                .hasValueSatisfying(proof -> assertThat(proof.port()).isEqualTo(25));
    }

    @Test
    void bytes_areCountedOutsideAndInside() {
        Answer answer = run.bytes("220 a\r\n").closed().answer();
        long head = Rehearsal.head(200, "").text().length();
        assertThat(answer.bytes()).isEqualTo(head + 7);
        assertThat(answer.ending()).isEqualTo(Ending.CLOSED);
    }

    @Test
    void aWebServersAnswerInside_keepsItsHead() {
        Answer answer =
                Rehearsal.of(Probes.CONNECT).head(200).head(404).closed().answer();
        assertThat(answer.tunnel().orElseThrow().reply())
                .hasValueSatisfying(head -> assertThat(head.status()).isEqualTo(404));
    }
}
