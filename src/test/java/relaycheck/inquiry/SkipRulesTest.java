package relaycheck.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;
import relaycheck.product.Products;

/** Answers so far, and what becomes of one question: {@code id=answer} a part, {@code !ENDING} for one without a word. */
class SkipRulesTest {
    private static final ImmutableList<Integer> PORTS = ImmutableList.of(8471, 443, 80, 25);
    private static final Questions QUESTIONS = Questions.of(Probes.STANDARD, Answers.destinations(), PORTS);
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            get-8471    |                                                | ASK
            connect-443 |                                                | WAIT
            get-80      |                                                | WAIT
            control     |                                                | WAIT
            get-80      | get-8471=!PORT_CLOSED                          | SKIP
            connect-25  | get-8471=!PORT_FILTERED                        | SKIP
            control     | get-8471=!PORT_CLOSED                          | SKIP
            get-80      | get-8471=!CLOSED, connect-443=!CLOSED          | SKIP
            connect-25  | get-8471=!DEADLINE, connect-443=!RESET         | SKIP
            get-80      | get-8471=!CLOSED                               | WAIT
            connect-25  | get-8471=!CLOSED, connect-443=405 No           | ASK
            get-80      | get-8471=!CLOSED, connect-443=405 No           | ASK
            get-80      | get-8471=200 OK                                | WAIT
            get-80      | get-8471=200 OK, connect-443=!CLOSED           | WAIT
            """)
    void theFirstTwo_openTheInquiryOrEndIt(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            control | get-8471=200 OK, connect-443=405 No                  | ASK
            control | get-8471=404 No, connect-443=405 No                  | WAIT
            control | get-8471=403 No, connect-443=405 No                  | WAIT
            control | get-8471=407 No, connect-443=407 No                  | WAIT
            control | get-8471=403 No, connect-443=200 Yes                 | WAIT
            control | get-8471=403 No, connect-443=200 Yes>                | ASK
            control | get-8471=403 No, connect-443=502 Bad                 | ASK
            control | get-8471=404 No, connect-443=405 No, get-80=200 OK+  | SKIP
            control | get-8471=!DEADLINE, connect-443=405 No               | ASK
            control | get-8471=!DEADLINE, connect-443=!DEADLINE            | ASK
            control | get-8471=!CLOSED, connect-443=!DEADLINE              | SKIP
            get-80  | get-8471=200 OK, connect-443=405 No, control=200 OK  | SKIP
            get-80  | get-8471=200 OK, connect-443=405 No, control=404 No  | ASK
            get-80  | get-8471=200 OK; =a, connect-443=405 No, control=200 OK; =b | ASK
            get-80  | get-8471=302 Go, connect-443=405 No, control=302 Go  | SKIP
            get-80  | get-8471=401 No, connect-443=405 No, control=401 No  | SKIP
            get-80  | get-8471=403 No, connect-443=405 No, control=403 No  | ASK
            get-80  | get-8471=502 No, connect-443=400 No, control=502 No  | ASK
            get-80  | get-8471=500 No, connect-443=400 No                  | ASK
            get-80  | get-8471=404 No; Via: 1.1 squid, connect-443=400 No, control=404 No; Via: 1.1 squid | SKIP
            get-25  | get-8471=403 No, connect-443=405 No                  | ASK
            host-8471 | get-8471=404 No, connect-443=405 No, control=404 No | ASK
            """)
    void theComparison_isAskedForWhereItTellsAndSparesTheOtherGets(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            get-80 | get-8471=404 No                                               | ASK
            get-25 | get-8471=404 No                                               | WAIT
            get-25 | get-8471=404 No, get-80=404 No                                | SKIP
            get-443 | get-8471=400 No, get-80=400 No                               | SKIP
            get-25 | get-8471=404 No, get-80=400 No                                | ASK
            get-25 | get-8471=404 No, get-80=200 OK                                | ASK
            get-25 | get-8471=403 No, get-80=403 No                                | ASK
            get-25 | get-8471=404 No; Via: 1.1 squid, get-80=404 No; Via: 1.1 squid | WAIT
            get-25 | get-8471=404 No, get-80=404 No+                               | ASK
            """)
    void theOtherGets_areSparedAfterTheSameRefusalTwice(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-25   | get-8471=404 No, connect-443=405 No                                    | ASK
            connect-80   | get-8471=404 No, connect-443=405 No                                    | WAIT
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=405 No                 | SKIP
            connect-8471 | get-8471=404 No, connect-443=405 No, connect-25=405 No                 | SKIP
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=403 No                 | ASK
            connect-80   | get-8471=404 No, connect-443=403 No, connect-25=403 No                 | ASK
            connect-80   | get-8471=404 No, connect-443=403 No                                    | ASK
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=!CLOSED                | ASK
            connect-80   | get-8471=404 No, connect-443=405 No; Via: 1.1 squid, connect-25=405 No | ASK
            """)
    void theOtherTunnels_areSparedAfterTheSame405WithoutASignOfAProxy(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes>                    | ASK
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes; Content-Length: 5> | SKIP
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes>+                   | SKIP
            connect-otherwise-443 | get-8471=404 No, connect-443=403 No                      | SKIP
            connect-otherwise-80  | get-8471=404 No, connect-443=200 Yes>                    | WAIT
            socks5-8471           | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x              | SKIP
            socks5-8471           | get-8471=~SSH-2.0-x                                      | WAIT
            socks5-8471           | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff      | ASK
            socks5-80             | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=~\u0005\u00ff | SKIP
            socks5-80             | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=~\u0005\u0000 | ASK
            socks5-80             | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=!CLOSED | SKIP
            socks5-login-8471     | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff      | WAIT
            socks5-login-8471     | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=~\u0005\u00ff | ASK
            socks5-login-8471     | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=~\u0005\u0000 | SKIP
            socks5-login-8471     | get-8471=~\u0005\u00ff, connect-443=~\u0005\u00ff, socks5-8471=!CLOSED | SKIP
            socks5-login-8471     | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x              | SKIP
            get-80                | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x              | SKIP
            connect-80            | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x              | SKIP
            get-80                | get-8471=~SSH-2.0-x, connect-443=405 No                  | ASK
            connect-25            | get-8471=~220 mail, connect-443=~220 mail                | SKIP
            connect-25            | get-8471=~554 go away, connect-443=~554 go away          | SKIP
            connect-25            | get-8471=~403 Forbidden, connect-443=~403 Forbidden      | ASK
            connect-25            | get-8471=~502 Bad Gateway, connect-443=~502 Bad Gateway  | ASK
            connect-25            | get-8471=~a\u0002b, connect-443=~a\u0002b              | SKIP
            connect-25            | get-8471=~<p>port denied</p>, connect-443=~<p>port denied</p> | ASK
            connect-25            | get-8471=~port denied, connect-443=~port denied          | ASK
            connect-25            | get-8471=~, connect-443=~                                | ASK
            get-80                | get-8471=~HTTP/1.1 2, connect-443=~HTTP/1.1 2            | ASK
            """)
    void otherVoicesAndProtocols_areAskedForByASign(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-80  | get-8471=404 No, connect-443=405 No, connect-25=405 No | ASK
            get-80      | get-8471=404 No, connect-443=405 No, control=404 No    | ASK
            get-80      | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x            | ASK
            get-80      | get-8471=!CLOSED, connect-443=!CLOSED                  | SKIP
            get-80      | get-8471=!PORT_CLOSED                                  | SKIP
            control     | get-8471=404 No+, connect-443=405 No                   | SKIP
            """)
    void everything_sparesNothingButWhatNobodyHearsOrHarms(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, true)).isEqualTo(expected);
    }

    @Test
    void theFirstConnect_followsAsSoonAsThePortIsKnownToBeOpen() {
        Progress reached = new Progress(ImmutableSet.of("get-8471"), ImmutableMap.of(), true, false);
        assertThat(on("connect-443", reached, false).kind()).isEqualTo(Kind.ASK);
        assertThat(on("connect-25", reached, false).kind()).isEqualTo(Kind.WAIT);
    }

    @Test
    void aQuietFirstGet_callsForTheControlAtOnce() {
        Progress quiet = new Progress(ImmutableSet.of("get-8471"), ImmutableMap.of(), true, true);
        assertThat(on("control", quiet, false).kind()).isEqualTo(Kind.ASK);
        assertThat(on("get-80", quiet, false).kind()).isEqualTo(Kind.WAIT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            get-8471=!CLOSED, connect-443=!CLOSED                       | ASK
            get-8471=400 No; =HTTP request to an HTTPS server, connect-443=400 No; =HTTP request to an HTTPS server | ASK
            get-8471=400 No; =speaking plain HTTP to an SSL-enabled server, connect-443=!CLOSED                     | ASK
            get-8471=!RESET, connect-443=400 No; =plain HTTP request was sent to HTTPS port                         | ASK
            get-8471=404 No; =speaking plain HTTP to an SSL-enabled server, connect-443=!CLOSED                     | SKIP
            get-8471=400 No; =speaking plain HTTP to an SSL-enabled server, connect-443=405 No                      | SKIP
            get-8471=400 No; =speaking plain HTTP to an SSL-enabled server, connect-443=!DEADLINE                   | SKIP
            get-8471=400 No, connect-443=!CLOSED                        | SKIP
            """)
    void tlsIsTriedWhereBothAnswersShowASignOfIt(String answers, Kind expected) {
        assertThat(decision("tls-get-8471", answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            get-8471=!CLOSED, connect-443=!CLOSED   | ASK
            get-8471=!CLOSED, connect-443=!RESET    | ASK
            get-8471=%1$s, connect-443=%1$s         | ASK
            get-8471=%1$s, connect-443=!CLOSED      | ASK
            get-8471=%1$s, connect-443=405 No       | SKIP
            get-8471=%1$s, connect-443=!DEADLINE    | SKIP
            get-8471=404 No, connect-443=!CLOSED    | SKIP
            get-8471=~SSH-2.0, connect-443=~SSH-2.0 | SKIP
            get-8471=%1$s                           | WAIT
            """)
    void http2IsTriedWhereBothAnswersShowASignOfIt(String answers, Kind expected) {
        String settings = "~\0\0\0\4\0\0\0\0\0";
        assertThat(decision("h2-get-8471", answers.replace("%1$s", settings), false))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1} in TLS: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            tls-h2-get-8471    | tls-get-8471=!CLOSED                        | ASK
            tls-h2-get-8471    | tls-get-8471=!RESET                         | ASK
            tls-h2-get-8471    | tls-get-8471=%1$s                           | ASK
            tls-h2-connect-443 | tls-get-8471=%1$s                           | ASK
            tls-h2-get-8471    | tls-get-8471=404 No                         | SKIP
            tls-h2-get-8471    | tls-get-8471=!NO_TLS                        | SKIP
            tls-h2-get-8471    | tls-get-8471=!DEADLINE                      | SKIP
            tls-h2-get-8471    | h2-get-8471=%1$s                            | WAIT
            tls-h2-get-80      | tls-get-8471=!CLOSED                        | WAIT
            tls-h2-get-80      | tls-get-8471=!CLOSED, tls-h2-get-8471=404 No | ASK
            tls-h2-get-80      | tls-get-8471=!CLOSED, tls-h2-get-8471=!CLOSED | SKIP
            tls-h2-connect-25  | tls-get-8471=!CLOSED, tls-h2-connect-443=405 No | ASK
            """)
    void http2InTls_isTriedWhereHttp11GotNowhereInIt(String ask, String answers, Kind expected) {
        String all = "get-8471=!CLOSED, connect-443=!CLOSED, " + answers.replace("%1$s", "~\0\0\0\4\0\0\0\0\0");
        assertThat(decision(ask, all, false)).isEqualTo(expected);
    }

    /** The first CONNECT is to 25 there: one answer is not two. */
    @Test
    void withoutAnotherConnectToCompareWith_noneIsSpared() {
        Questions tunnels = Questions.of(Probes.STANDARD, Answers.destinations(), ImmutableList.of(25, 8471));
        Progress refused = progress("get-8471=404 No, connect-25=405 No");
        assertThat(on(tunnels, "connect-8471", refused, false).kind()).isEqualTo(Kind.ASK);
    }

    @Test
    void whatIsSkipped_isSkippedForAReason() {
        Progress closed = progress("get-8471=!PORT_CLOSED");
        assertThat(QUESTIONS.all().stream().map(ask -> on(ask.id(), closed, false)))
                .filteredOn(decision -> decision.kind() == Kind.SKIP)
                .hasSizeGreaterThan(8)
                .allSatisfy(decision -> assertThat(decision.why()).isEqualTo("nothing listens there"));
    }

    private static Kind decision(String ask, String answers, boolean everything) {
        return on(ask, progress(answers), everything).kind();
    }

    private static Decision on(String id, Progress progress, boolean everything) {
        return on(QUESTIONS, id, progress, everything);
    }

    private static Decision on(Questions questions, String id, Progress progress, boolean everything) {
        SkipRules rules = new SkipRules(questions, everything);
        Candidate candidate = rules.candidates().stream()
                .filter(each -> each.ask().id().equals(id))
                .findFirst()
                .orElseThrow();
        return rules.on(candidate, Situation.of(questions, progress));
    }

    private static Ask ask(String id) {
        return QUESTIONS.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no question " + id + " in " + QUESTIONS.all()));
    }

    /** {@code +} behind an answer: with the proof; {@code >}: with a silent tunnel. */
    private static Progress progress(@Nullable String answers) {
        if (answers == null) {
            return Progress.NONE;
        }
        Map<String, String> parts = Splitter.on(", ")
                .withKeyValueSeparator(Splitter.on('=').limit(2))
                .split(answers);
        ImmutableMap.Builder<String, Told> told = ImmutableMap.builder();
        parts.forEach((id, text) -> told.put(id, Told.of(answer(id, text.strip()), OUTCOMES)));
        return new Progress(ImmutableSet.copyOf(parts.keySet()), told.buildOrThrow(), true, false);
    }

    private static Answer answer(String id, String text) {
        Ask ask = ask(id);
        boolean silent = text.startsWith("!");
        String words = silent ? "" : text.replaceAll("[>+]+$", "");
        Ending ending = silent ? Ending.valueOf(text.substring(1)) : Ending.COMPLETE;
        Answer answer = Answers.to(ask.probe(), ask.destination().port(), words, ending);
        List<String> marks =
                Splitter.fixedLength(1).splitToList(text.substring(silent ? text.length() : words.length()));
        answer = marks.contains(">") ? Answers.withTunnel(answer, Tunnel.Talk.TLS, "") : answer;
        return marks.contains("+") ? Answers.withProof(answer, ask.destination().port()) : answer;
    }
}
