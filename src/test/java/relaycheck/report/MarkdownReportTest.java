package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.verdict.Finding;

class MarkdownReportTest {
    @Test
    void everyVerdict_hasCountsTableAndDetails() {
        assertThat(Written.as("markdown", SampleReports.everyVerdict(Locale.ENGLISH)))
                .startsWith("## relaycheck\n\n**7 endpoints: 2 OPEN,")
                .contains("| OPEN | critical | ` 10.77.2.1:80 ` | ` Squid 5.7 ` | ` web team, #4711 ` |\n")
                .contains("### ` 10.77.2.1:80 ` OPEN\n")
                .contains("```\nacl localnet src 192.0.2.0/24")
                .contains("A scan supports evidence for: CIS Apache HTTP Server 2.4 Benchmark 2.6, NIST")
                .doesNotContain("NOT_A_RELAY ");
    }

    @Test
    void japanese_speaksJapanese() {
        assertThat(Written.as("markdown", SampleReports.everyVerdict(Locale.JAPANESE)))
                .contains("| 判定 |", "対処");
    }

    @Test
    void twentyThousand_fitInATicket() {
        String text = Written.as("markdown", SampleReports.many(20_000));

        assertThat(text).contains("and 800 more").hasSizeLessThan(65_536);
    }

    @Test
    void peersAndLabelsOfAnyLength_fitInATicket() {
        Finding windy = SampleReports.longWinded();
        String text = Written.as(
                "markdown", SampleReports.report(Collections.nCopies(300, windy), List.of(), Locale.ENGLISH));

        assertThat(text)
                .contains("more; a report in a file", "### ` 10.77.2.77:80 ` OPEN\n", "A scan supports evidence for")
                .hasSizeLessThan(65_536);
    }

    @Test
    void nothingToActOn_hasNoTable() {
        assertThat(Written.as("markdown", SampleReports.empty())).doesNotContain("|");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            plain,   '` plain `'
            a`b,     '`` a`b ``'
            a``b`c,  '``` a``b`c ```'
            '',      ''
            """)
    void code_isFencedByMoreThanItHolds(String words, String code) {
        assertThat(Markdown.code(words)).isEqualTo(code);
    }

    @Test
    void block_isFencedByMoreThanItHolds() {
        assertThat(Markdown.block(ImmutableList.of("````", "x"))).isEqualTo("`````\n````\nx\n`````\n");
    }
}
