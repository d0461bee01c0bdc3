package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;

/** What speaks TLS ends each plain question without a word: what it says in TLS tells why. */
class JudgementOfTlsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 Not Found   | RESET    | NOT_A_RELAY
            404 Not Found   | CLOSED   | NOT_A_RELAY
            404 Not Found   | DEADLINE | INCONCLUSIVE
            407 Login       | RESET    | LOGIN_NEEDED
            502 Bad Gateway | RESET    | INCONCLUSIVE
            ''              | RESET    | INCONCLUSIVE
            """)
    void whatEndsPlainQuestions_isJudgedByWhatItSaysInTls(String tls, Ending plain, Verdict expected) {
        ImmutableList<Answer> heard = ImmutableList.of(
                Answers.to(Probes.GET, 8471, "", plain),
                Answers.to(Probes.CONNECT, 443, "", plain),
                Answers.to(Probes.TLS_GET, 8471, tls, tls.isEmpty() ? Ending.CLOSED : Ending.COMPLETE),
                Answers.to(Probes.TLS_CONNECT, 443, "", Ending.CLOSED),
                Answers.to(Probes.SOCKS5, 8471, "", Ending.DEADLINE));
        assertThat(Judged.of(heard.get(0).id(), heard).verdict()).isEqualTo(expected);
    }
}
