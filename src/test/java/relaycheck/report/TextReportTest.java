package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class TextReportTest {
    private static final TextReport WIDE = new TextReport(Style.PLAIN, 200);

    @Test
    void exchangeOfASuspect_isEvidenceAndNoProof() {
        Report suspect = SampleReports.report(List.of(SampleReports.suspect()), List.of(), Locale.ENGLISH);
        assertThat(Written.as("text", suspect))
                .contains("  evidence  CONNECT 10.77.3.1:443 HTTP/1.1 → 200 Connection Established")
                .doesNotContain("  proof ");
        assertThat(Written.as("markdown", suspect))
                .contains("- evidence: ` CONNECT")
                .doesNotContain("- proof");
    }

    @Test
    void whatIsSkippedAlike_takesOneLine() {
        Skipped prefix = new Skipped("10.0.0.0/24", Optional.empty(), "not yours");
        List<Skipped> skipped = new ArrayList<>();
        for (int port = 1; port <= 8; port++) {
            skipped.add(new Skipped("10.0.0.0/24", Optional.of(Endpoint.of("10.0.0.1", port)), "not yours"));
            skipped.add(new Skipped("name-" + port, Optional.empty(), "not found"));
        }
        skipped.add(Skipped.more(prefix, 500));
        for (int number = 9; number <= 11; number++) {
            skipped.add(new Skipped("name-" + number, Optional.empty(), "not found"));
        }
        assertThat(Written.as("text", SampleReports.report(List.of(), skipped, Locale.ENGLISH)))
                .containsOnlyOnce("10.0.0.0/24 ")
                .contains(
                        "  10.0.0.0/24           not yours (508×)", "  name-9                not found\n  and 2 more");
    }

    /** As in TLS and without: two questions, of which a reader sees one line. */
    @Test
    void exchangesThatReadTheSame_areToldOnce() {
        ObjectNode suspect = (ObjectNode) JsonMapper.shared().readTree(FindingText.write(SampleReports.suspect()));
        ArrayNode probes = (ArrayNode) suspect.get("probes");
        probes.addAll(List.copyOf(probes.valueStream().toList()));
        Report report = SampleReports.report(List.of(FindingText.read(suspect.toString())), List.of(), Locale.ENGLISH);
        String line = "CONNECT 10.77.3.1:443 HTTP/1.1 → 200 Connection Established";
        assertThat(Written.as("text", report)).containsOnlyOnce(line);
        assertThat(Written.as("junit", report)).containsOnlyOnce(line.replace("→", "-&gt;"));
    }

    @Test
    void everyVerdict_openComesFirstWithReasonProofAndRemedy() {
        String text = Written.as(WIDE, SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(text)
                .contains("OPEN critical  10.77.2.1:80  www.example.net  proxy.example.net  Squid 5.7  web team, #4711")
                .contains("  why       relays for whoever asks from here — CONNECT to 25, 443")
                .contains("  proof     CONNECT 10.77.3.1:25 HTTP/1.1 → 200 Connection established")
                .contains("            the canary's proof came back from its port 25:")
                .contains("  leaves as 10.77.2.9")
                .contains("http_access deny all")
                .contains("Warning: a private vantage point")
                .endsWith(
                        "7 endpoints: 2 OPEN, 1 SUSPECT, 1 LOGIN_NEEDED, 1 INCONCLUSIVE, 1 NOT_A_RELAY, 1 UNREACHABLE;"
                                + " 2 skipped\n");
        assertThat(text.indexOf("OPEN critical")).isLessThan(text.indexOf("SUSPECT medium"));
    }

    @Test
    void questionThatDidNotDecide_isNoProof() {
        assertThat(Written.as("text", SampleReports.everyVerdict(Locale.ENGLISH)))
                .doesNotContain("→ 403");
    }

    @Test
    void japanese_speaksJapanese() {
        assertThat(Written.as(WIDE, SampleReports.everyVerdict(Locale.JAPANESE)))
                .contains("理由", "squid.conf で自組織のクライアントだけ")
                .endsWith("エンドポイント 7 件: OPEN 2 件、SUSPECT 1 件、LOGIN_NEEDED 1 件、INCONCLUSIVE 1 件、NOT_A_RELAY 1 件、"
                        + "UNREACHABLE 1 件。対象外 2 件\n");
    }

    @Test
    void otherLanguage_speaksEnglish() {
        assertThat(Written.as("text", SampleReports.everyVerdict(Locale.FRENCH)))
                .contains("why");
    }

    @Test
    void untold_hasNoEscapeCode() {
        assertThat(Written.as("text", SampleReports.everyVerdict(Locale.ENGLISH)))
                .doesNotContain("\u001b");
    }

    @Test
    void coloured_paintsAndAlignsAsBefore() {
        Report report = SampleReports.everyVerdict(Locale.ENGLISH);
        String painted = Written.as(new TextReport(Style.COLOURED, 100), report);

        assertThat(painted).contains("\u001b[1;31mOPEN critical\u001b[0m");
        assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(Written.as("text", report));
    }

    @Test
    void narrow_wrapsBesideTheMargin() {
        Report report = SampleReports.report(List.of(SampleReports.notARelay()), List.of(), Locale.ENGLISH);
        String text = Written.as(new TextReport(Style.PLAIN, 60), report);

        assertThat(text)
                .contains("\n  [fd00::5]:80          does not relay — CONNECT to 443, 25:\n"
                        + "                        refused with 405 Method Not Allowed\n");
        assertThat(text.lines().map(TextPage::columns)).allMatch(columns -> columns <= 60);
    }

    @Test
    void wideCharacters_wrapByColumns() {
        Report report = SampleReports.report(List.of(SampleReports.openSquid()), List.of(), Locale.JAPANESE);
        String text = Written.as(new TextReport(Style.PLAIN, 60), report);

        assertThat(text.lines().filter(line -> line.contains("して")).map(TextPage::columns))
                .isNotEmpty()
                .allMatch(columns -> columns <= 60);
    }

    /** Who pastes half of it runs half of it. */
    @Test
    void commandToCheckBy_isOneLine() {
        Finding squid = SampleReports.openSquid();
        Report report = SampleReports.report(List.of(squid), List.of(), Locale.ENGLISH);

        assertThat(Written.as(new TextReport(Style.PLAIN, 40), report))
                .contains("\n  check by  " + Remedies.of(squid, Locale.ENGLISH).check() + "\n");
    }

    @Test
    void secondHostOfAProduct_refersToTheFirstRemedy() {
        Report report = SampleReports.many(40);

        assertThat(Written.as("text", report))
                .containsOnlyOnce("  check by  squid")
                .contains("as for 10.0.0.0:80 above");
    }

    @Test
    void millionClosedPorts_areCountedAndNotRead() {
        Report many = SampleReports.many(1_000_000);
        AtomicInteger read = new AtomicInteger();
        Finding suspect = SampleReports.suspect();
        Iterable<Finding> counting = () -> Collections.nCopies(1_000_000, suspect).stream()
                .peek(finding -> read.incrementAndGet())
                .iterator();
        Summary summary = SampleReports.report(List.of(suspect), List.of(), Locale.ENGLISH)
                .summary();
        Report report = new Report(many.run(), summary, counting, List.of(), Locale.ENGLISH);

        assertThat(Written.as("text", report)).contains("SUSPECT medium");
        assertThat(read).hasValue(1);
    }

    @Test
    void manyInconclusive_showsAFewAndCountsTheRest() {
        Finding[] silent = new Finding[50];
        Arrays.fill(silent, SampleReports.inconclusive());
        String text = Written.as("text", SampleReports.report(List.of(silent), List.of(), Locale.ENGLISH));

        assertThat(text.lines().filter(line -> line.startsWith("  10.77.2.4:80")))
                .hasSize(20);
        assertThat(text).contains("and 30 more;");
    }

    @Test
    void nothingAsked_saysSo() {
        assertThat(Written.as("text", SampleReports.empty())).endsWith("0 endpoints: -; 0 skipped\n");
    }
}
