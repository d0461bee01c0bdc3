package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import gg.jte.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.Run;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class HtmlPartsTest {
    @Test
    void oneOfTwentyThousand_isSeenInTheBar() {
        HtmlCounts counts = HtmlCounts.of(new Summary(
                20_000, ImmutableMap.of(Verdict.OPEN, 1L, Verdict.UNREACHABLE, 19_999L), ImmutableMap.of(), 0));
        assertThat(counts.segments()).hasSize(2);
        assertThat(counts.segments().get(0).width()).isGreaterThan(5);
        double end = counts.segments().get(1).x() + counts.segments().get(1).width();
        assertThat(end).isCloseTo(HtmlCounts.WIDTH, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void noEndpoints_areNoBar() {
        assertThat(HtmlCounts.of(new Summary(0, ImmutableMap.of(), ImmutableMap.of(), 3))
                        .segments())
                .isEmpty();
    }

    @Test
    void owners_standWorstFirstAndUnlabelledAreNobodys() {
        HtmlOwners owners = HtmlOwners.of(ImmutableList.of(
                HtmlSamples.silent(),
                HtmlSamples.refused(),
                HtmlSamples.suspect(),
                HtmlSamples.login(),
                HtmlSamples.squid()));
        assertThat(owners.owners())
                .extracting(HtmlOwners.Owner::label)
                .containsExactly("web team, OPS-1234", "office IT");
        assertThat(owners.owners().get(0).endpoints()).isEqualTo(2);
        assertThat(owners.owners().get(1).harmless()).isEqualTo(1);
    }

    @Test
    void tooManyOwners_areCounted() {
        ImmutableList<Finding> findings = IntStream.range(0, 60)
                .mapToObj(i -> HtmlSamples.finding(
                        "10.0.0." + i, 80, Verdict.OPEN, Severity.HIGH, "relayed", Optional.of("team " + i), "x"))
                .collect(ImmutableList.toImmutableList());
        assertThat(HtmlOwners.of(findings).owners()).hasSize(50);
        assertThat(HtmlOwners.of(findings).others()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            own   | 198.51.100.0/24      | relaycheck scan 10.0.0.1:80 --own 198.51.100.0/24
            scope | my scope.txt         | relaycheck scan 10.0.0.1:80 --scope 'my scope.txt'
            scope | $(reboot);x          | relaycheck scan 10.0.0.1:80 --scope '$(reboot);x'
            rate  | 50                   | relaycheck scan 10.0.0.1:80
            """)
    void rescan_keepsWhatItNeedsAndQuotesIt(String option, String value, String command) {
        assertThat(HtmlRescan.command(Endpoint.of("10.0.0.1", 80), run(option, value)))
                .isEqualTo(command);
    }

    @Test
    void rescan_quotesBracketsAndQuotes() {
        assertThat(HtmlRescan.command(Endpoint.of("::1", 80), run("own", "it's")))
                .isEqualTo("relaycheck scan '[::1]:80' --own 'it'\\''s'");
    }

    @Test
    void historyOfEarlierScans_isShown() throws IOException {
        Content drawn = output -> output.writeContent("<svg class=\"drawn\"></svg>");
        HtmlHistory history = new HtmlHistory() {
            @Override
            public Optional<Instant> since(Finding finding) {
                return Optional.of(HtmlSamples.AT.minusSeconds(86_400));
            }

            @Override
            public Optional<Content> strip(Finding finding) {
                return Optional.of(drawn);
            }

            @Override
            public Optional<Content> trend() {
                return Optional.of(drawn);
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlFormat(history).write(HtmlSamples.demo(Locale.ENGLISH), out);
        Document page = Jsoup.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(page.select(".trend .drawn")).hasSize(1);
        assertThat(page.select(".card .strip .drawn")).hasSize(4);
        assertThat(page.select(".card .about").first().text()).endsWith("since 23 November 2026, 08:15 UTC");
    }

    private static Run run(String option, String value) {
        Run run = HtmlSamples.run();
        return new Run(
                run.id(),
                run.version(),
                run.started(),
                run.finished(),
                true,
                run.vantage(),
                run.canary(),
                ImmutableMap.of(option, value),
                run.digest(),
                run.warnings(),
                run.receipt());
    }
}
