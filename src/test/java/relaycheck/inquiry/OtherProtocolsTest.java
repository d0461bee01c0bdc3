package relaycheck.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.inquiry.Ruling.decision;
import static relaycheck.inquiry.Ruling.on;
import static relaycheck.inquiry.Ruling.progress;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Answers;
import relaycheck.probe.Probes;

/** When another voice in a tunnel, or another protocol, is tried. */
class OtherProtocolsTest {
    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes>                    | ASK
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes; Content-Length: 5> | SKIP
            connect-otherwise-443 | get-8471=404 No, connect-443=200 Yes>+                   | SKIP
            connect-otherwise-443 | get-8471=404 No, connect-443=403 No                      | SKIP
            connect-otherwise-80  | get-8471=404 No, connect-443=200 Yes>                    | WAIT
            connect-otherwise-25  | get-8471=404 No, connect-443=405 No                      | WAIT
            connect-otherwise-25  | get-8471=404 No, connect-443=405 No, connect-25=200 Yes> | ASK
            connect-otherwise-25  | get-8471=404 No, connect-443=200 Yes>+, connect-25=200 Yes> | SKIP
            connect-otherwise-443 | get-8471=200 OK+, connect-443=200 Yes>                   | ASK
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

    @ParameterizedTest
    @CsvSource({"404 No, ASK", "!DEADLINE, ASK", "!CLOSED, ASK", "!NO_TLS, SKIP", "!NO_TLS_IN_TIME, SKIP"})
    void http2InTls_namedByTheUser_isTriedWhereverTlsCameAbout(String inTls, Kind expected) {
        Questions all = Questions.of(Probes.ALL, Answers.destinations(), ImmutableList.of(443));
        Progress progress = progress("get-8471=404 No, connect-443=405 No, tls-get-8471=" + inTls);
        assertThat(on(all, "tls-h2-get-8471", progress, true).kind()).isEqualTo(expected);
    }
}
