package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcome.Kind;
import relaycheck.probe.Probes;

/** What speaks HTTP/2 alone. */
class JudgementOfHttp2Test {
    private static final String SETTINGS = "~\0\0\0\4\0\0\0\0\0";

    @ParameterizedTest(name = "{0} to HTTP/1.1, {1} to GET and {2} to CONNECT in HTTP/2: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            settings | 404             | 405 | NOT_HTTP | NOT_A_RELAY
            settings | 200; =page      | 405 | NOT_HTTP | NOT_A_RELAY
            settings | 403             | 403 | NOT_HTTP | NOT_A_RELAY
            settings | 404             | 407 | NOT_HTTP | LOGIN_NEEDED
            settings | 502 Bad Gateway | 405 | DROPPED  | INCONCLUSIVE
            settings | ''              | 405 | DROPPED  | INCONCLUSIVE
            settings | ''              | ''  | DROPPED  | INCONCLUSIVE
            ''       | 404             | 405 | REFUSED  | NOT_A_RELAY
            ''       | 404             | ''  | REFUSED  | INCONCLUSIVE
            ''       | HTTP/1.1 400 No | HTTP/1.1 400 No | DROPPED | INCONCLUSIVE
            ''       | ''              | ''  | DROPPED  | INCONCLUSIVE
            """)
    void whatEndsPlainQuestions_isJudgedByWhatItSaysInHttp2(
            String plain, String get, String connect, Kind first, Verdict expected) {
        String words = plain.isEmpty() ? "" : SETTINGS;
        ImmutableList<Answer> heard = ImmutableList.of(
                Answers.to(Probes.GET, 8471, words, Ending.CLOSED),
                Answers.to(Probes.CONNECT, 443, words, Ending.CLOSED),
                Answers.to(Probes.H2_GET, 8471, get, get.isEmpty() ? Ending.RESET : Ending.CLOSED),
                Answers.to(Probes.H2_CONNECT, 443, connect, connect.isEmpty() ? Ending.DEADLINE : Ending.CLOSED));
        Finding finding = Judged.of(heard.get(0).id(), heard);
        assertThat(finding.probes().get(0).outcome()).isEqualTo(first);
        assertThat(finding.verdict()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} to GET in HTTP/1.1, {1} to HTTP/2: {2}")
    @CsvSource({
        "404 Not Found, CLOSED, NOT_A_RELAY",
        "404 Not Found, RESET, NOT_A_RELAY",
        "404 Not Found, DEADLINE, INCONCLUSIVE",
        "502 Bad Gateway, CLOSED, INCONCLUSIVE",
        "407 Login, CLOSED, LOGIN_NEEDED",
    })
    void whatDoesNotSpeakHttp2_isJudgedByWhatItSaysInPlain(String plain, Ending http2, Verdict expected) {
        ImmutableList<Answer> heard = ImmutableList.of(
                Answers.to(Probes.GET, 8471, plain, Ending.COMPLETE),
                Answers.to(Probes.CONNECT, 443, "405 No", Ending.COMPLETE),
                Answers.to(Probes.H2_GET, 8471, "", http2),
                Answers.to(Probes.H2_CONNECT, 443, "", http2));
        assertThat(Judged.of(heard.get(0).id(), heard).verdict()).isEqualTo(expected);
    }
}
