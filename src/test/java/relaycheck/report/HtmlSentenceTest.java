package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.policy.PolicyFile;

class HtmlSentenceTest {
    private static final HtmlMessages JAPANESE = HtmlMessages.in(Locale.JAPANESE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.77.9.9 (an inside vantage: only a scan from outside tells about strangers there)|10.77.9.9（内部からの調査",
                "office, 192.0.2.1 (a public address)|office, 192.0.2.1（公開アドレス）",
                "canary 127.0.0.1:25: not listening: another program listens there|カナリア 127.0.0.1:25 は待ち受けていません",
                "www.example.com may have more addresses: timed out|www.example.com にはほかのアドレス",
                "3 more endpoints do more or less than intended|ほかに 3 件のエンドポイント",
                "the acceptance by web team ended on 2026-01-31 (RISK-17): moves (soon): x|web team による受容は 2026-01-31 で終了（RISK-17）"
            })
    void knownSentence_isJapanese(String english, String japanese) {
        HtmlSentence sentence = HtmlSentence.of(english, JAPANESE);
        assertThat(sentence.text()).startsWith(japanese);
        assertThat(sentence.lang()).isEqualTo("ja");
    }

    @Test
    void everythingThatAPolicySaysToday_isKnown() {
        String entry = """
                [[accepted]]
                target = "10.0.0.%s"
                owner = "web team {0} it's"
                reason = "moves"
                ticket = "RISK-17"
                expires = %s
                """;
        assertThat(PolicyFile.parse("a.toml", entry.formatted(1, "2026-11-01") + entry.formatted(2, "2026-11-30"))
                        .value()
                        .due(LocalDate.parse("2026-11-24")))
                .hasSize(2)
                .allSatisfy(due -> assertThat(HtmlSentence.of(due, JAPANESE))
                        .satisfies(said -> assertThat(said.lang()).isEqualTo("ja"))
                        .satisfies(said -> assertThat(said.text()).contains("web team {0} it's", "期限が切れ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a sentence of nobody's", "canary", "the acceptance of"})
    void anyOther_staysEnglishAndIsMarkedSo(String english) {
        assertThat(HtmlSentence.of(english, JAPANESE)).isEqualTo(new HtmlSentence("en", english));
    }

    @Test
    void english_staysAsItIsButHarmless() {
        assertThat(HtmlSentence.of("x\u001b[2J (a public address)", HtmlMessages.in(Locale.ENGLISH)))
                .isEqualTo(new HtmlSentence("en", "x\\u{1b}[2J (a public address)"));
        assertThat(HtmlSentence.of("x\u001b[2J (a public address)", JAPANESE).text())
                .doesNotContain("\u001b");
    }
}
