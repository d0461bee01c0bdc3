package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.probe.Rehearsal.NONCE;
import static relaycheck.probe.Rehearsal.proof;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.http.Chunk;
import relaycheck.probe.Outcome.Kind;
import relaycheck.product.Products;

/** A SOCKS server's yes is no relay: what comes back through it decides. */
class SocksDialogueTest {
    private static final String TO_IPV4 = "\1\177\0\0\1\0\0";
    private static final String YES5 = "\5\0\0" + TO_IPV4;
    private static final String YES4 = "\0\132\0\0\0\0\0\0";

    /** What the server says in all before it closes, and what that means. */
    record Case(Probe probe, String says, Kind outcome, String because) {
        @Override
        public String toString() {
            return probe.name() + " " + because;
        }
    }

    static ImmutableList<Case> cases() {
        return ImmutableList.of(
                new Case(Probes.SOCKS5, "\5\0", Kind.DROPPED, "takes anyone, but did not answer the request"),
                new Case(Probes.SOCKS5, "\5\0\5", Kind.DROPPED, "takes anyone, but did not answer the request"),
                new Case(Probes.SOCKS5, "\5\0\5\2\0" + TO_IPV4, Kind.REFUSED, "turned down (code 0x02)"),
                new Case(Probes.SOCKS5, "\5\0\5\3\0" + TO_IPV4, Kind.ATTEMPTED, "tried and failed (code 0x03)"),
                new Case(Probes.SOCKS5, "\5\0\5\3", Kind.ATTEMPTED, "tried and failed (code 0x03)"),
                new Case(Probes.SOCKS5, "\5\0\5\6\0" + TO_IPV4, Kind.ATTEMPTED, "tried and failed (code 0x06)"),
                new Case(Probes.SOCKS5, "\5\0\5\7\0" + TO_IPV4, Kind.REFUSED, "turned down (code 0x07)"),
                new Case(Probes.SOCKS5, "\5\2", Kind.CHALLENGED, "wants a login (code 0x02)"),
                new Case(Probes.SOCKS5, "\5\u00ff", Kind.REFUSED, "takes nobody without a login, or nobody at all"),
                new Case(Probes.SOCKS5_LOGIN, "\5\2", Kind.CHALLENGED, "wants a login (code 0x02)"),
                new Case(Probes.SOCKS5_LOGIN, "\5\u00ff", Kind.REFUSED, "takes nobody without a login, or nobody"),
                new Case(Probes.SOCKS5_LOGIN, "\5\0\5\2\0" + TO_IPV4, Kind.REFUSED, "turned down (code 0x02)"),
                new Case(Probes.SOCKS5, "\5\0" + YES5, Kind.ACCEPTED, "said yes, but nothing came through"),
                new Case(Probes.SOCKS5, "\5\0" + YES5 + "220 mail\r\n", Kind.ACCEPTED, "said yes, but nothing came"),
                new Case(Probes.SOCKS5, "\5", Kind.REFUSED, "something that is not SOCKS"),
                new Case(Probes.SOCKS5, "\0\133\0\0\0\0\0\0", Kind.REFUSED, "something that is not SOCKS"),
                new Case(
                        Probes.SOCKS5, "HTTP/1.1 400 Bad Request\r\n\r\n", Kind.REFUSED, "something that is not SOCKS"),
                new Case(Probes.SOCKS4, "\0\133\0\0\0\0\0\0", Kind.REFUSED, "turned down (code 0x5b)"),
                new Case(Probes.SOCKS4, "\0\135\0\0\0\0\0\0", Kind.REFUSED, "turned down (code 0x5d)"),
                new Case(Probes.SOCKS4, "\0\0\0\0\0\0\0\0", Kind.REFUSED, "something that is not SOCKS"),
                new Case(Probes.SOCKS4, "\0\136\0\0\0\0\0\0", Kind.REFUSED, "something that is not SOCKS"),
                new Case(Probes.SOCKS4, YES4, Kind.ACCEPTED, "said yes, but nothing came through"),
                new Case(Probes.SOCKS4A, YES4, Kind.ACCEPTED, "said yes, but nothing came through"),
                new Case(Probes.SOCKS4A, "\5\u00ff", Kind.REFUSED, "something that is not SOCKS"),
                new Case(Probes.SOCKS4, "SSH-2.0-OpenSSH\r\n", Kind.REFUSED, "something that is not SOCKS"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answer_withoutProof_isNoRelay(Case each) {
        Rehearsal run = Rehearsal.of(each.probe()).byteByByte(each.says());
        Answer answer = (run.isDone() ? run : run.closed()).answer();
        Outcome outcome = new Outcomes(Products.standard()).judge(answer, Evidence.NONE);
        assertThat(outcome.kind()).as("%s", outcome).isEqualTo(each.outcome());
        assertThat(outcome.because()).startsWith(each.because());
    }

    @Test
    void proofThroughTheTunnel_isARelay() {
        Rehearsal run = Rehearsal.of(Probes.SOCKS5);
        assertThat(run.sent()).isEqualTo("\5\1\0");
        assertThat(run.byteByByte("\5\0").sent()).isEqualTo("\5\1\0\1\n\u004d\3\1\u0021\u0017");
        assertThat(run.byteByByte(YES5).sent()).isEqualTo("GET /" + NONCE + "/ HTTP/1.1 | 10.77.3.1:8471");
        Answer answer = run.head(200).bytes(proof(8471)).answer();
        assertThat(answer.proof())
                .hasValueSatisfying(proof -> assertThat(proof.port()).isEqualTo(8471));
        assertThat(new Outcomes(Products.standard())
                        .judge(answer, Evidence.NONE)
                        .kind())
                .isEqualTo(Kind.RELAYED);
        assertThat(answer.request()).isEqualTo("SOCKS5 10.77.3.1:8471");
        assertThat(answer.tunnel()).isPresent();
    }

    /** No credentials: it hangs up once the server has chosen. */
    @Test
    void login_isOfferedAndNeverTried() {
        Rehearsal run = Rehearsal.of(Probes.SOCKS5_LOGIN);
        assertThat(run.sent()).isEqualTo("\5\1\2");
        assertThat(run.byteByByte("\5\2").isDone()).isTrue();
        assertThat(run.did()).isEmpty();
        assertThat(run.answer().request()).isEqualTo("SOCKS5 10.77.3.1:8471, login offered");
    }

    @Test
    void answerToTheRequest_mayNameAHostOrAnIpv6Address() {
        Rehearsal name = Rehearsal.of(Probes.SOCKS5).bytes("\5\0");
        name.did();
        assertThat(name.bytes("\5\0\0\3\4host").did()).isEmpty();
        assertThat(name.bytes("\0").did()).isEmpty();
        assertThat(name.bytes("\0").sent()).startsWith("GET /");
        Rehearsal six = Rehearsal.of(Probes.SOCKS5).bytes("\5\0");
        six.did();
        assertThat(six.bytes("\5\0\0\4" + "\0".repeat(17)).did()).isEmpty();
        assertThat(six.bytes("\0").sent()).startsWith("GET /");
    }

    @Test
    void greetingInOnePieceWithTheYes_belongsToTheTunnel() {
        Rehearsal run = Rehearsal.of(Probes.SOCKS4, Rehearsal.at("10.77.3.1", 25));
        run.did();
        assertThat(run.bytes(YES4 + "220 canary\r\n").sent()).isEqualTo("EHLO " + NONCE + "\r\n");
        Answer answer = run.bytes("250 " + proof(25) + "\r\n").answer();
        assertThat(answer.proof()).isPresent();
        assertThat(answer.tunnel().map(Tunnel::heard).map(Chunk::latin1))
                .hasValueSatisfying(heard -> assertThat(heard).startsWith("220 canary\r\n250 "));
    }

    @Test
    void proofInOnePieceWithTheYes_counts() {
        Answer answer = Rehearsal.of(Probes.SOCKS4A).bytes(YES4 + proof(80)).answer();
        assertThat(answer.proof())
                .hasValueSatisfying(proof -> assertThat(proof.port()).isEqualTo(80));
    }

    @Test
    void proofBeforeAnyYes_counts() {
        assertThat(Rehearsal.of(Probes.SOCKS5).bytes("x" + proof(80)).answer().proof())
                .isPresent();
    }

    @Test
    void silence_wasNotHeard_orWasRefusedWhereGetGotAnAnswer() {
        Answer answer =
                Rehearsal.of(Probes.SOCKS5).tell(new Event.DeadlinePassed()).answer();
        assertThat(answer.heardAnything()).isFalse();
        assertThat(answer.ending()).isEqualTo(Ending.DEADLINE);
        Outcomes outcomes = new Outcomes(Products.standard());
        assertThat(outcomes.judge(answer, Evidence.NONE).kind()).isEqualTo(Kind.SILENT);
        Answer get = Rehearsal.of(Probes.GET).head(404).closed().answer();
        Evidence beside = new Evidence(Optional.empty(), Optional.of(get), Optional.empty(), ImmutableList.of(), false);
        assertThat(outcomes.judge(answer, beside))
                .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(Kind.REFUSED))
                .satisfies(outcome -> assertThat(outcome.because()).isEqualTo("no answer, where GET got one"));
    }

    /** It took the method or said no by now, if it spoke SOCKS; what it says in SOCKS to a GET leaves that open. */
    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway, REFUSED",
        "400 Bad Request, REFUSED",
        "~\u0015\u0003\u0003, REFUSED",
        "~SSH-2.0-x, REFUSED",
        "~\u0005\u00ff, SILENT",
        "'', SILENT",
    })
    void silence_isARefusalWhereGetGotAnAnswerInAnotherProtocol(String get, Kind expected) {
        Answer silence = Answers.to(Probes.SOCKS5, 8471, "", Ending.DEADLINE);
        Answer beside = Answers.to(Probes.GET, 8471, get, Ending.CLOSED);
        Evidence evidence =
                new Evidence(Optional.empty(), Optional.of(beside), Optional.empty(), ImmutableList.of(), false);
        assertThat(new Outcomes(Products.standard()).judge(silence, evidence).kind())
                .isEqualTo(expected);
    }

    @Test
    void anAnswerInAnotherProtocol_endsItAtItsFirstByte() {
        assertThat(Rehearsal.of(Probes.SOCKS5).bytes("S").isDone()).isTrue();
        assertThat(Rehearsal.of(Probes.SOCKS4).bytes("\5").isDone()).isTrue();
        assertThat(Rehearsal.of(Probes.SOCKS4).bytes("").bytes("\0").isDone()).isFalse();
    }

    @Test
    void eventsThatSayNothing_changeNothing() {
        Rehearsal run = Rehearsal.of(Probes.SOCKS5);
        run.did();
        assertThat(run.tell(new Event.WokenUp()).did()).isEmpty();
        assertThat(run.isDone()).isFalse();
    }
}
