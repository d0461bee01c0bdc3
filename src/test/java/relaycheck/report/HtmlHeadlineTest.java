package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.Vantage;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class HtmlHeadlineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.9 | OPEN          | 1     | 20000 | One of 20,000 endpoints relays traffic for strangers.
            198.51.100.9 | OPEN          | 1200  | 20000 | 1,200 of 20,000 endpoints relay traffic for strangers.
            10.0.0.9     | OPEN          | 3     | 8     | 3 of 8 endpoints relay traffic for anyone inside.
            198.51.100.9 | OPEN          | 1     | 1     | The one endpoint that was asked relays traffic for strangers.
            198.51.100.9 | SUSPECT       | 1     | 8     | No endpoint was proven open, but one of 8 agreed or tried to relay.
            198.51.100.9 | LOGIN_NEEDED  | 2     | 8     | None of 8 endpoints relays for strangers; 2 do for those who log in.
            198.51.100.9 | INCONCLUSIVE  | 8     | 8     | No open relay was found, but 8 of 8 endpoints could not be judged.
            198.51.100.9 | NOT_A_RELAY   | 8     | 8     | None of 8 endpoints relays traffic for strangers.
            198.51.100.9 | UNREACHABLE   | 8     | 8     | None of 8 endpoints could be reached from here.
            198.51.100.9 | UNREACHABLE   | 0     | 0     | No endpoint was asked.
            """)
    void sentence_saysTheWorst(String vantage, Verdict worst, long count, long endpoints, String sentence) {
        HtmlHeadline headline = headline(vantage, worst, Severity.HIGH, count, endpoints);
        assertThat(headline.sentence()).isEqualTo(sentence);
        assertThat(headline.tone()).isEqualTo(worst);
    }

    @Test
    void relayToMail_isWhatComesFirst() {
        assertThat(headline("198.51.100.9", Verdict.OPEN, Severity.CRITICAL, 2, 8)
                        .lead())
                .startsWith("2 of them reach mail or any port");
        assertThat(headline("198.51.100.9", Verdict.OPEN, Severity.HIGH, 2, 8).lead())
                .doesNotContain("mail");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, true",
        "127.0.0.1, true",
        "192.168.1.5 (eth0), true",
        "fd00::1, true",
        "fe80::1, true",
        "198.51.100.9, false",
        "2001:db8::1, false",
        "office, false",
        "'', false"
    })
    void vantage_isInsideIfItsAddressIsPrivate(String vantage, boolean inside) {
        assertThat(Vantage.isInside(vantage)).isEqualTo(inside);
    }

    private static HtmlHeadline headline(String vantage, Verdict worst, Severity severity, long count, long endpoints) {
        ImmutableMap.Builder<Verdict, Long> verdicts = ImmutableMap.builder();
        if (count > 0) {
            verdicts.put(worst, count);
        }
        if (endpoints > count) {
            verdicts.put(Verdict.UNREACHABLE, endpoints - count);
        }
        Summary summary = new Summary(endpoints, verdicts.build(), ImmutableMap.of(severity, count), 0);
        Report report = new Report(
                HtmlSamples.run(true, vantage, ImmutableList.of()),
                summary,
                ImmutableList.of(),
                ImmutableList.of(),
                Locale.ENGLISH);
        return HtmlHeadline.of(report, HtmlMessages.in(Locale.ENGLISH));
    }
}
