package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.http.ResponseHead;

class LikenessTest {
    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            404 No                     | 404 No                     | true
            404 No; Server: a          | 404 No; Server: a          | true
            404 No; Server: a; Date: 1 | 404 No; Server: a; Date: 2 | true
            404 No                     | 404 Not Found              | false
            404 No                     | 403 No                     | false
            404 No; Server: a          | 404 No; Server: b          | false
            404 No; Server: a          | 404 No                     | false
            """)
    void theSameHead_hasTheSameStatusLineAndServer(String one, String other, boolean same) {
        assertThat(Likeness.sameHead(head(one), head(other))).isEqualTo(same);
        assertThat(Likeness.sameHead(head(other), head(one))).isEqualTo(same);
    }

    /** N and M stand for the nonces of the two questions, A for the canary's authority. */
    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            404 No; =page                          | 404 No; =page                                | true
            404 No; =no /N/ here                   | 404 No; =no /M/ here                         | true
            404 No; =no http://A/N/ here           | 404 No; =no /M/ here                         | true
            404 No; =page of A                     | 404 No; =page of relaycheck.invalid          | true
            301 Moved; Location: https://A/N/      | 301 Moved; Location: https://relaycheck.invalid/M/ | true
            404 No; Date: 1; =page                 | 404 No; Date: 2; =page                       | true
            404 No; =page                          | 404 No; =another page                        | false
            404 No; =no /N/ here                   | 404 No; =no /N/ here                         | false
            404 No; =page                          | 403 No; =page                                | false
            404 No; Server: a; =page               | 404 No; Server: b; =page                     | false
            404 No; Content-Type: a; =page         | 404 No; Content-Type: b; =page               | false
            301 Moved; Location: https://A/N/      | 301 Moved; Location: https://elsewhere/M/    | false
            301 Moved; Location: /login            | 301 Moved                                    | false
            ~page                                  | ~page                                        | false
            404 No; =page                          | ~page                                        | false
            """)
    void theSamePage_differsInNothingButWhatWasAskedFor(String get, String control, boolean same) {
        Answer one = Answers.to(Probes.GET, 80, named(get), Ending.COMPLETE);
        Answer other = Answers.to(Probes.CONTROL, 8471, named(control), Ending.COMPLETE);
        assertThat(Likeness.samePage(one, other)).isEqualTo(same);
        assertThat(Likeness.samePage(other, one)).isEqualTo(same);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            a page of its own | 200 OK; =see: a page of its own! | true
            a page of its own | 200 OK; =another page            | false
            a page of its own | 200 OK                           | false
            sixteen letters. | 200 OK; =sixteen letters.         | true
            fifteen letters | 200 OK; =fifteen letters          | false
            a page            | 200 OK; =a page                  | false
            """)
    void aQuotation_isLongEnoughToBeNoChance(String bytes, String page, boolean quoted) {
        assertThat(Likeness.quotes(Answers.to(Probes.GET, 80, page, Ending.COMPLETE), bytes))
                .isEqualTo(quoted);
    }

    @Test
    void nothing_isQuotedNowhere() {
        assertThat(Likeness.quotes(Answers.to(Probes.GET, 80, "200 OK; =page", Ending.COMPLETE), ""))
                .isFalse();
        assertThat(Likeness.quotes(Answers.to(Probes.GET, 80, "200 OK; =page", Ending.COMPLETE), " ".repeat(20)))
                .isFalse();
    }

    private static ResponseHead head(String text) {
        return Answers.to(Probes.GET, 80, text, Ending.COMPLETE).head().orElseThrow();
    }

    private static String named(String text) {
        return text.replace("/N/", Answers.nonce(80).path())
                .replace("/M/", Answers.nonce(8471).path())
                .replace("://A", "://10.9.9.9:80")
                .replace("of A", "of 10.9.9.9:80");
    }
}
