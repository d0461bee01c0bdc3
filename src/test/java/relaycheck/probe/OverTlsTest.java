package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.probe.Rehearsal.NONCE;
import static relaycheck.probe.Rehearsal.proof;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.probe.Outcome.Kind;
import relaycheck.product.Products;
import relaycheck.proof.Destination;

/** A question inside TLS to the endpoint: nothing is said before TLS is there, and without it nothing at all. */
class OverTlsTest {
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());

    static ImmutableList<Event> endings() {
        return ImmutableList.of(new Event.TlsFailed(), new Event.InputEnded(true), new Event.LimitReached());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void noTls_isARefusalHoweverItEnds(Event ending) {
        Rehearsal run = Rehearsal.of(Probes.TLS_GET);
        assertThat(run.did()).containsExactly(new Action.StartTls(Optional.empty(), false));
        Answer answer = run.tell(ending).answer();
        assertThat(answer.ending()).isEqualTo(Ending.NO_TLS);
        assertThat(answer.request()).isEqualTo("TLS");
        Outcome outcome = OUTCOMES.judge(answer, Evidence.NONE);
        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.because()).isEqualTo("no TLS came about with it");
    }

    /** Who answered in plain and keeps silent at a hello waits for a line; who said 400 to plain HTTP may be too slow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            404 Not Found   | REFUSED
            400 Bad Request | SILENT
            -               | SILENT
            """)
    void noTlsInTime_isARefusalOnlyWherePlainHttpIsSpoken(@Nullable String plain, Kind expected) {
        Rehearsal run = Rehearsal.of(Probes.TLS_GET);
        run.did();
        Answer answer = run.tell(new Event.DeadlinePassed()).answer();
        Optional<Answer> get =
                Optional.ofNullable(plain).map(words -> Answers.to(Probes.GET, 8471, words, Ending.COMPLETE));
        Evidence evidence = new Evidence(Optional.empty(), get, Optional.empty(), ImmutableList.of(), false);
        assertThat(OUTCOMES.judge(answer, evidence).kind()).isEqualTo(expected);
    }

    @Test
    void bytesBeforeTls_areNotTheAnswer() {
        Rehearsal run = Rehearsal.of(Probes.TLS_GET);
        run.did();
        assertThat(run.bytes("HTTP/1.1 200 OK\r\n\r\n").isDone()).isFalse();
        assertThat(run.did()).isEmpty();
    }

    @Test
    void getInside_isProvedByTheProof() {
        Rehearsal run = Rehearsal.of(Probes.TLS_GET);
        run.did();
        assertThat(run.tell(new Event.TlsEstablished()).sent())
                .isEqualTo("GET http://10.77.3.1:8471/" + NONCE + "/ HTTP/1.1 | 10.77.3.1:8471");
        Answer answer = run.head(200).bytes(proof(8471)).answer();
        assertThat(OUTCOMES.judge(answer, Evidence.NONE).kind()).isEqualTo(Kind.RELAYED);
        assertThat(answer.way()).isEqualTo(Way.TLS_GET);
    }

    @Test
    void hostInside_namesTheCanaryInTheHelloToo() {
        Destination https = Rehearsal.at("10.77.3.1", 443);
        Rehearsal run = Rehearsal.of(Probes.TLS_HOST, https);
        assertThat(run.did()).containsExactly(new Action.StartTls(Optional.of(https), false));
        assertThat(run.tell(new Event.TlsEstablished()).sent())
                .isEqualTo("GET /" + NONCE + "/ HTTP/1.1 | 10.77.3.1:443");
        assertThat(OUTCOMES.judge(run.bytes(proof(443)).answer(), Evidence.NONE).kind())
                .isEqualTo(Kind.RELAYED);
    }

    @Test
    void http2Inside_isOfferedAlone() {
        Rehearsal run = Rehearsal.of(Probes.TLS_H2_GET);
        assertThat(run.did()).containsExactly(new Action.StartTls(Optional.empty(), true));
        assertThat(run.tell(new Event.TlsEstablished()).sent())
                .isEqualTo("GET http://10.77.3.1:8471/" + NONCE + "/ HTTP/2 | 10.77.3.1:8471");
        Answer answer = run.bytes(proof(8471)).answer();
        assertThat(OUTCOMES.judge(answer, Evidence.NONE).kind()).isEqualTo(Kind.RELAYED);
        assertThat(answer.way()).isEqualTo(Way.H2_GET);
    }

    @Test
    void hostInside_isAskedOf443Alone() {
        assertThat(Probes.TLS_HOST.fits(Rehearsal.at("10.77.3.1", 443))).isTrue();
        assertThat(Probes.TLS_HOST.fits(Rehearsal.at("10.77.3.1", 8471))).isFalse();
        assertThat(new OnSign(Probes.TLS_HOST).fits(Rehearsal.at("10.77.3.1", 8471)))
                .isFalse();
        assertThat(Probes.TLS_GET.fits(Rehearsal.at("10.77.3.1", 8471))).isTrue();
    }

    @Test
    void getInside_answeredByTheHostItself_isNoRelay() {
        Answer answer = Rehearsal.of(Probes.TLS_GET)
                .tell(new Event.TlsEstablished())
                .head(200)
                .bytes("<html>")
                .closed()
                .answer();
        assertThat(OUTCOMES.judge(answer, Evidence.NONE).kind()).isEqualTo(Kind.SERVED_LOCALLY);
    }

    @Test
    void tunnelInside_isSpokenInPlainEvenTo443() {
        Rehearsal run = Rehearsal.of(Probes.TLS_CONNECT, Rehearsal.at("10.77.3.1", 443));
        run.did();
        assertThat(run.tell(new Event.TlsEstablished()).sent())
                .isEqualTo("CONNECT 10.77.3.1:443 HTTP/1.1 | 10.77.3.1:443");
        assertThat(run.head(200).sent()).isEqualTo("GET /" + NONCE + "/ HTTP/1.1 | 10.77.3.1:443");
        assertThat(OUTCOMES.judge(run.bytes(proof(443)).answer(), Evidence.NONE).kind())
                .isEqualTo(Kind.RELAYED);
    }

    @Test
    void yesInside_withoutProof_isNoRelay() {
        Answer answer = Rehearsal.of(Probes.TLS_CONNECT)
                .tell(new Event.TlsEstablished())
                .head(200)
                .tell(new Event.DeadlinePassed())
                .answer();
        assertThat(OUTCOMES.judge(answer, Evidence.NONE).kind()).isEqualTo(Kind.ACCEPTED);
    }
}
