package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.EndpointLife;
import relaycheck.history.Run;
import relaycheck.history.RunTally;
import relaycheck.history.State;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class HtmlPartsTest {
    private static final String NONCE = "0123456789abcdef0123456789abcdef";

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
            source | 10.0.0.8            | relaycheck scan 10.0.0.1:80 --source 10.0.0.8
            source | 10.0.0.8, not set   | relaycheck scan 10.0.0.1:80
            canary-unchecked | yes       | relaycheck scan 10.0.0.1:80 --canary-unchecked
            own   | not set, 10.0.0.0/8  | relaycheck scan 10.0.0.1:80 --own 10.0.0.0/8
            """)
    void rescan_keepsWhatItNeedsAndQuotesIt(String option, String value, String command) {
        assertThat(HtmlRescan.command(at("10.0.0.1"), run(ImmutableMap.of(option, value))))
                .isEqualTo(command);
    }

    /** The sample was asked for 10.0.0.9. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            10.0.0.8:25, 10.0.0.9:25     | k      | -                  | --canary 10.0.0.9:25 --key-file k
            10.0.0.8:25, 10.0.0.9:25,80  | k, m   | -                  | --canary 10.0.0.9:25,80 --key-file m
            10.0.0.9:25, 10.0.0.8:25     | k, m   | -                  | --canary 10.0.0.9:25 --key-file k
            10.0.0.8:25, c.example:25    | k, m   | -                  | --canary 10.0.0.8:25 --key-file k
            a:1, b:1, 10.0.0.9:25        | k, m   | -                  | --canary a:1 --key-file k
            not set, 10.0.0.9:25         | k      | 10.0.0.7, not set  | --canary 10.0.0.9:25 --key-file k
            not set, 10.0.0.8:25         | k      | 10.0.0.7, not set  | --canary-address 10.0.0.7 --key-file k
            -                            | k      | 10.0.0.7, ::1      | --canary-address 10.0.0.7 --canary-address ::1 --key-file k
            """)
    void rescan_namesTheOneCanaryThatItWasAskedFor(String canaries, String keys, String addresses, String options) {
        ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
        if (canaries != null) {
            settings.put("canary", canaries);
        }
        if (addresses != null) {
            settings.put("canary-address", addresses);
        }
        assertThat(HtmlRescan.command(
                        at("10.0.0.1"), run(settings.put("key-file", keys).buildOrThrow())))
                .isEqualTo("relaycheck scan 10.0.0.1:80 " + options);
    }

    private static Finding at(String address) {
        return HtmlSamples.finding(
                address,
                80,
                Verdict.OPEN,
                Severity.HIGH,
                "relayed",
                Optional.empty(),
                "x",
                exchange("GET http://10.0.0.9:8471/" + NONCE + "/ HTTP/1.1", Outcome.Kind.RELAYED, 200, "")
                        .probe());
    }

    /** A canary of the scan's own listens at each address from which it asks; an endpoint is asked for one of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.8, 10.0.0.9, ::1 | 10.0.0.9
            10.0.0.8, 10.0.0.99     | 10.0.0.8, 10.0.0.99
            """)
    void path_namesTheCanaryThatItWasAskedFor(String addresses, String shown) {
        Run run = run(
                ImmutableMap.of(),
                new Run.CanaryUsed(
                        ImmutableList.copyOf(Splitter.on(", ").split(addresses)), ImmutableList.of(8471), true));
        assertThat(HtmlPath.of(at("10.0.0.1"), run, HtmlMessages.in(Locale.ENGLISH))
                        .stations()
                        .get(3)
                        .where())
                .isEqualTo(shown);
    }

    @Test
    void rescan_quotesBracketsAndQuotes() {
        assertThat(HtmlRescan.command(at("::1"), run(ImmutableMap.of("own", "it's"))))
                .isEqualTo("relaycheck scan '[::1]:80' --own 'it'\\''s'");
    }

    @Test
    void historyOfEarlierScans_isShown() throws IOException {
        Document page = pageWith(history("OPEN NOT_A_RELAY UNREACHABLE OPEN OPEN"));
        assertThat(page.select(".trend-columns li")).hasSize(5);
        assertThat(page.select(".trend-columns .vh").last().text())
                .isEqualTo("24 November 2026, 08:15 UTC: 5 open, 1 suspect, 0 login needed");
        assertThat(page.select(".trend-columns li").last().select("rect")).hasSize(2);
        assertThat(page.select(".card .strip")).hasSize(1);
        assertThat(page.select(".card .strip rect")).hasSize(5);
        assertThat(page.select(".strip rect title").eachText())
                .startsWith("20 Nov: Open", "21 Nov: Not a relay", "22 Nov: Unreachable");
        assertThat(page.select(".card .strip span").text())
                .isEqualTo("Exposed in 3 of 5 scans, and was in order in between");
        assertThat(page.select(".card .about").first().text()).endsWith("since 23 November 2026, 08:15 UTC");
    }

    @Test
    void firstScan_hasNoHistoryToShow() throws IOException {
        Document page = pageWith(history("OPEN"));
        assertThat(page.select(".trend, .strip")).isEmpty();
        assertThat(page.select(".card .about").first().text()).endsWith("since 24 November 2026, 08:15 UTC");
    }

    @Test
    void longHistory_isCutToWhatCanBeSeen() throws IOException {
        Document page = pageWith(history("OPEN ".repeat(40).strip()));
        assertThat(page.select(".card .strip rect")).hasSize(30);
        assertThat(page.select(".card .strip span").text()).isEqualTo("Exposed in 40 of 40 scans");
        assertThat(page.select(".trend-columns .day").eachText().stream().filter(day -> !day.isEmpty()))
                .hasSizeLessThanOrEqualTo(8)
                .endsWith("24 Nov");
    }

    @Test
    void trendOfNothing_dividesByNothing() {
        RunTally none = new RunTally("a", HtmlSamples.AT, ImmutableMap.of());
        HtmlTrend trend = HtmlTrend.of(ImmutableList.of(none, none), HtmlMessages.in(Locale.JAPANESE));
        assertThat(trend.columns()).allMatch(column -> column.pieces().isEmpty());
        assertThat(trend.columns().get(1).day()).isEqualTo("08:15");
    }

    @Test
    void severalScansOfOneDay_areToldApart() {
        ImmutableList<RunTally> tallies = Stream.of(0, 24, 25, 33, 48)
                .map(hours -> new RunTally("a", HtmlSamples.AT.plus(Duration.ofHours(hours)), ImmutableMap.of()))
                .collect(ImmutableList.toImmutableList());
        assertThat(HtmlTrend.of(tallies, HtmlMessages.in(Locale.ENGLISH)).columns())
                .extracting(HtmlTrend.Column::day)
                .containsExactly("24 Nov", "25 Nov", "09:15", "17:15", "26 Nov");
    }

    /** Of a tunnel that was not made nothing was sent through it, whatever the answer says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RELAYED        | 200 | HTTP/1.1 200 OK~[tunnel]~HTTP/1.1 200 OK | true
            RELAYED        | 0   | ''                                       | true
            ACCEPTED       | 200 | HTTP/1.1 200 OK                          | true
            SERVED_LOCALLY | 200 | HTTP/1.1 200 OK~[tunnel]~a page          | true
            SERVED_LOCALLY | 200 | HTTP/1.1 200 OK~a page                   | false
            REFUSED        | 405 | HTTP/1.1 405 No                          | false
            REFUSED        | 405 | HTTP/1.1 405 No~[tunnel]~a lie           | false
            CHALLENGED     | 407 | HTTP/1.1 407 No                          | false
            ATTEMPTED      | 503 | HTTP/1.1 503 No                          | false
            SILENT         | 0   | ''                                       | false
            """)
    void nonceWentThroughTheTunnel_whereThereWasOne(Outcome.Kind outcome, int status, String answer, boolean sent) {
        assertThat(exchange("CONNECT 10.0.0.9:443 HTTP/1.1", outcome, status, answer.replace('~', '\n'))
                        .isNonceInside())
                .isEqualTo(sent);
        assertThat(exchange("GET http://10.0.0.9/" + NONCE + "/ HTTP/1.1", outcome, status, answer.replace('~', '\n'))
                        .isNonceInside())
                .isFalse();
    }

    private static HtmlExchange exchange(String request, Outcome.Kind outcome, int status, String answer) {
        ProbeResult probe = new ProbeResult(
                "connect-443",
                Way.CONNECT,
                NONCE,
                request,
                outcome,
                status,
                "",
                1,
                "",
                answer,
                Optional.empty(),
                ImmutableList.of());
        return new HtmlExchange(probe, HtmlMessages.in(Locale.ENGLISH));
    }

    @Test
    void caption_isTheFirstOrTheLastOfItsFigure() throws IOException {
        Document page = pageWith(history("OPEN"));
        assertThat(page.select("figcaption"))
                .isNotEmpty()
                .allMatch(caption -> caption.previousElementSibling() == null || caption.nextElementSibling() == null);
    }

    private static Document pageWith(HtmlHistory history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlFormat(history).write(HtmlSamples.demo(Locale.ENGLISH), out);
        return Jsoup.parse(out.toString(StandardCharsets.UTF_8));
    }

    /** The life of the sample's Squid, a verdict a day, the last one today; one more is open each day. */
    private static HtmlHistory history(String verdicts) {
        List<String> days = Splitter.on(' ').splitToList(verdicts);
        ImmutableList.Builder<EndpointLife.Sighting> sightings = ImmutableList.builder();
        ImmutableList.Builder<RunTally> tallies = ImmutableList.builder();
        for (int i = 0; i < days.size(); i++) {
            Instant at = HtmlSamples.AT.minus(Duration.ofDays(days.size() - 1L - i));
            Verdict verdict = Verdict.valueOf(days.get(i));
            Severity severity = verdict == Verdict.OPEN ? Severity.HIGH : Severity.NONE;
            sightings.add(new EndpointLife.Sighting("run-" + i, at, new State(verdict, severity)));
            tallies.add(new RunTally("run-" + i, at, ImmutableMap.of(Verdict.OPEN, 1L + i, Verdict.SUSPECT, 1L)));
        }
        Endpoint squid = HtmlSamples.squid().endpoint();
        return new HtmlHistory(ImmutableMap.of(squid, new EndpointLife(squid, sightings.build())), tallies.build());
    }

    private static Run run(ImmutableMap<String, String> settings) {
        return run(settings, HtmlSamples.run().canary());
    }

    private static Run run(ImmutableMap<String, String> settings, Run.CanaryUsed canary) {
        Run run = HtmlSamples.run();
        return new Run(
                run.id(),
                run.version(),
                run.started(),
                run.finished(),
                true,
                run.vantage(),
                canary,
                settings,
                run.digest(),
                run.warnings(),
                run.receipt());
    }
}
