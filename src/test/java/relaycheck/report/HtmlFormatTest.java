package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.history.Run;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;

class HtmlFormatTest {
    static Stream<Report> reports() {
        return Stream.of(
                HtmlSamples.demo(Locale.ENGLISH),
                HtmlSamples.demo(Locale.JAPANESE),
                HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlHostile.finding()), HtmlHostile.skipped()),
                HtmlSamples.of(Locale.ENGLISH, ImmutableList.of()));
    }

    @Test
    void format_isPickedByNameAndEndings() {
        assertThat(ReportFormats.named("html")).isInstanceOf(HtmlFormat.class);
        assertThat(ReportFormats.forFile("a.html")).isInstanceOf(HtmlFormat.class);
        assertThat(ReportFormats.forFile("a.htm")).isInstanceOf(HtmlFormat.class);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void policy_namesTheHashOfEachBlockAndNothingElse(Report report) {
        Document page = HtmlSamples.written(report);
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "http", "*", "data:");
        String styles = directive(policy, "style-src");
        String scripts = directive(policy, "script-src");
        assertThat(page.select("style")).hasSize(1);
        assertThat(styles).isEqualTo("style-src " + hash(page.select("style").first()));
        assertThat(scripts)
                .isEqualTo("script-src "
                        + String.join(
                                " ",
                                page.select("script:not([type])").stream()
                                        .map(HtmlFormatTest::hash)
                                        .toList()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void page_loadsNothingAndRunsNothingInline(Report report) {
        Document page = HtmlSamples.written(report);
        assertThat(page.select("[src], [srcset], [style], [action], [ping], link, iframe, object, embed, base, img"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey())
                        .filter(name -> name.startsWith("on")))
                .isEmpty();
        assertThat(page.select("style").html()).doesNotContain("url(", "@import", "http:", "https:");
        assertThat(page.select("script").html()).doesNotContain("fetch(", "XMLHttpRequest", "innerHTML", "eval(");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyId_occursOnceAndEveryLinkLeadsSomewhere(Report report) {
        Document page = HtmlSamples.written(report);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        page.select("[href], [aria-labelledby], label[for]").forEach(element -> {
            String id = element.hasAttr("href")
                    ? element.attr("href").substring(1)
                    : element.hasAttr("for") ? element.attr("for") : element.attr("aria-labelledby");
            assertThat(id.equals("findings") || page.getElementById(id) != null)
                    .as(element.outerHtml())
                    .isTrue();
        });
    }

    @Test
    void hostileTexts_stayText() {
        Document page = HtmlSamples.written(
                HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlHostile.finding()), HtmlHostile.skipped()));
        for (int place = 1; place <= 18; place++) {
            String shown = "onerror=alert(" + place + ")";
            assertThat(page.text()
                            + page.select("[title]").attr("title")
                            + page.select("#data").html())
                    .as("place %d", place)
                    .contains(shown);
        }
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("body > *"))
                .hasSize(6 + HtmlAssets.standard().scripts().size());
        assertThat(page.text()).doesNotContain("\u202e", "\u001b", "\u0000").contains("\\u{202e}", "\\u{1b}", "${7*7}");
    }

    @Test
    void exchange_marksOurNonceAndTheProof() {
        Finding finding = HtmlSamples.squid();
        Element card = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(finding)))
                .getElementById("f-10-77-2-1-8080");
        var mail = finding.probes().get(3);
        Element exchange = card.selectFirst(".exchange");
        assertThat(exchange.select("mark.nonce").eachText()).containsExactly(mail.nonce());
        assertThat(exchange.select("mark.proof").eachText())
                .containsExactly(mail.proof().orElseThrow().hmac());
        assertThat(card.select(".more-evidence > .probe")).hasSize(4);
        assertThat(card.select("mark.proof").eachText()).doesNotContain("");
    }

    @Test
    void otherDigits_areNotMarked() {
        Finding finding = HtmlSamples.finding(
                "10.0.0.1",
                80,
                relaycheck.verdict.Verdict.SUSPECT,
                relaycheck.verdict.Severity.MEDIUM,
                "attempted",
                java.util.Optional.empty(),
                "x",
                HtmlSamples.refusal("get-80", 1, "403", "0123456789abcdef".repeat(4)));
        Document page = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(finding)));
        assertThat(page.select("mark.proof")).isEmpty();
        assertThat(page.select("mark.nonce")).hasSize(1);
    }

    @Test
    void japaneseAnswer_isReadAsUtf8AndOtherBytesAsTheyCame() {
        Document page = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(HtmlSamples.suspect())));
        assertThat(page.text()).contains("<h1>アクセスは許可されていません</h1>");
        assertThat(HtmlText.printable("caf\u00e9 \u00e9\u00e9\u00e9\u0085")).isEqualTo("café ééé\\u{85}");
    }

    @Test
    void cards_areThereForOpenAndSuspectOnly() {
        Document page = HtmlSamples.written(HtmlSamples.demo(Locale.ENGLISH));
        assertThat(page.select(".card .badge").eachText()).containsExactly("Open", "Open", "Open", "Suspect");
        assertThat(page.select(".card.s-critical")).hasSize(2);
        assertThat(page.select(".path ol")).hasSize(4);
        assertThat(page.select("#f-10-77-2-6-80 .path").text()).contains("no answer came back");
        assertThat(page.select("#f-10-77-2-6-80 .back")).isEmpty();
        assertThat(page.select("#f-10-77-2-6-80 .scanner .where").text()).isEqualTo("office, 10.77.9.9");
        assertThat(page.select("#f-10-77-2-7-80 .unreached")).hasSize(2);
    }

    @Test
    void tooManyFindings_areCountedAndLeftToTheTable() {
        ImmutableList<Finding> many = Stream.generate(HtmlSamples::suspect)
                .limit(HtmlPage.CARDS + 2)
                .collect(ImmutableList.toImmutableList());
        Document page = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, many));
        assertThat(page.select(".card")).hasSize(HtmlPage.CARDS);
        assertThat(page.select("#findings > .more").text()).startsWith("2 more findings are");
    }

    @Test
    void tooMuchSkipped_isCounted() {
        Skipped[] many = Stream.generate(HtmlHostile::skipped)
                .limit(HtmlPage.SKIPPED + 7)
                .toArray(Skipped[]::new);
        Document page = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(), many));
        assertThat(page.select("#unasked tbody tr")).hasSize(HtmlPage.SKIPPED);
        assertThat(page.select("#unasked .more").text()).startsWith("7 more");
    }

    /** One line stands for all the rest: the JSON report has no more of them. */
    @Test
    void aLineThatStandsForMany_leavesNoneToOtherReports() {
        Skipped kind = new Skipped("192.0.2.0/24", Optional.empty(), "never scanned");
        Skipped[] lines = {HtmlHostile.skipped(), Skipped.more(kind, 5_018)};
        Document page = HtmlSamples.written(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(), lines));
        assertThat(page.select("#unasked .intro").text()).contains("5,019 endpoints or names of the target list were");
        assertThat(page.select("#unasked .more")).isEmpty();
    }

    @Test
    void interruptedScan_saysSoOnTop() {
        Run run = HtmlSamples.run(false, "10.0.0.9", ImmutableList.of());
        Report demo = HtmlSamples.demo(Locale.ENGLISH);
        Report report = new Report(run, demo.summary(), demo.findings(), demo.skipped(), Locale.ENGLISH);
        assertThat(HtmlSamples.written(report).select("main > *").first().text())
                .contains("interrupted", "8 endpoints");
        assertThat(HtmlSamples.written(demo).select(".warnings").text()).doesNotContain("interrupted");
    }

    @Test
    void history_isHiddenWithoutAndShownWithIt() {
        assertThat(HtmlSamples.written(HtmlSamples.demo(Locale.ENGLISH)).select(".trend, .strip"))
                .isEmpty();
    }

    @Test
    void failingStream_isAnIoException() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> new HtmlFormat().write(HtmlSamples.large(5000, Locale.ENGLISH), full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static String directive(String policy, String name) {
        return Stream.of(policy.split("; "))
                .filter(part -> part.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String hash(Element block) {
        byte[] digest = Hashing.sha256().hashString(block.data(), UTF_8).asBytes();
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
