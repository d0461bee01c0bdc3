package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.Run;
import relaycheck.verdict.Finding;

class MarkdownReportTest {
    @Test
    void everyVerdict_hasCountsTableAndDetails() {
        assertThat(Written.as("markdown", SampleReports.everyVerdict(Locale.ENGLISH)))
                .startsWith("## relaycheck\n\n**7 endpoints: 2 OPEN,")
                .contains("| OPEN | critical | ` 10.77.2.1:80 ` | ` Squid 5.7 ` | ` web team, #4711 ` |\n")
                .contains("### ` 10.77.2.1:80 ` OPEN\n")
                .contains("```\nacl localnet src 192.0.2.0/24")
                .contains("This scan supports evidence for: CIS Apache HTTP Server 2.4 Benchmark 2.6, NIST")
                .doesNotContain("NOT_A_RELAY ");
    }

    /** An assessor who reads that an inside scan is evidence of an external one believes neither. */
    @Test
    void controls_areThoseThatTheVantageCanShow() {
        Report inside = SampleReports.everyVerdict(Locale.ENGLISH);
        Run outside = inside.run().seenFrom("198.51.100.5 (a public address)");
        assertThat(controls(inside))
                .contains("CM-7", "PCI DSS v4.0.1 11.3.1", "A.8.8")
                .doesNotContain("11.3.2");
        assertThat(controls(new Report(outside, inside.summary(), inside.findings(), inside.skipped(), Locale.ENGLISH)))
                .contains("CM-7", "PCI DSS v4.0.1 11.3.2", "A.8.8")
                .doesNotContain("11.3.1");
        assertThat(controls(SampleReports.fromTwoPlaces(Locale.ENGLISH))).contains("11.3.1", "11.3.2");
    }

    private static String controls(Report report) {
        String text = Written.as("markdown", report);
        return text.substring(text.indexOf("This scan supports evidence for"));
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
                .contains("more; a report in a file", "### ` 10.77.2.77:80 ` OPEN\n", "This scan supports evidence for")
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
