package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.history.EndpointLife;
import relaycheck.history.State;
import relaycheck.policy.Policy;
import relaycheck.policy.PolicyFile;
import relaycheck.policy.Standing;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class LettersTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    @Test
    void owner_isToldWhatSinceWhenWhyTheProofTheRemedyAndHowToVerify() {
        Finding squid = HtmlSamples.squid();
        HtmlHistory history = new HtmlHistory(
                ImmutableMap.of(
                        squid.endpoint(),
                        new EndpointLife(
                                squid.endpoint(),
                                ImmutableList.of(new EndpointLife.Sighting(
                                        "run-1",
                                        HtmlSamples.AT.minusSeconds(86_400L * 7),
                                        new State(Verdict.OPEN, Severity.CRITICAL))))),
                ImmutableList.of());
        Letter letter = Letters.of(HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(squid)), List.of(squid), history)
                .get(0);
        for (String text : ImmutableList.of(markdown(letter), page(letter).text())) {
            assertThat(text)
                    .contains("10.77.2.1:8080", "web team, OPS-1234", "Critical: mail, or any port of any host")
                    .contains("Known since 17 November 2026", "CONNECT 10.77.3.1:25 HTTP/1.1")
                    .contains(squid.probes().get(3).proof().orElseThrow().hmac())
                    .contains("http_access deny all", "squid -k parse")
                    .contains("relaycheck scan 10.77.2.1:8080", "“Not a relay”")
                    .contains("Whom this does not concern");
        }
    }

    @Test
    void japanese_isJapanese() {
        Letter letter = letters(Locale.JAPANESE, HtmlSamples.squid()).get(0);
        assertThat(page(letter).select("html").attr("lang")).isEqualTo("ja");
        for (String text : ImmutableList.of(markdown(letter), page(letter).text())) {
            assertThat(text)
                    .contains("1 件のエンドポイントに対応が必要です", "今日中に閉じてください", "閉じ方", "確認方法", "2026年11月24日")
                    .doesNotContain("Close it today", "How to");
        }
    }

    @Test
    void everyOwner_getsALetterAndSeesNobodyElse() {
        ImmutableList<Letter> letters = letters(
                Locale.ENGLISH, HtmlSamples.squid(), HtmlSamples.oneWay(), HtmlSamples.openV6(), HtmlSamples.suspect());
        assertThat(letters).extracting(Letter::name).containsExactly("network-team", "office-it", "web-team-ops-1234");
        for (Letter letter : letters) {
            for (Finding finding :
                    List.of(HtmlSamples.squid(), HtmlSamples.oneWay(), HtmlSamples.openV6(), HtmlSamples.suspect())) {
                boolean theirs = finding.label().equals(letter.label());
                assertThat(markdown(letter).contains(finding.endpoint().toString()))
                        .isEqualTo(theirs);
                assertThat(html(letter).contains(finding.endpoint().toString())).isEqualTo(theirs);
                assertThat(html(letter).contains(finding.label().orElseThrow())).isEqualTo(theirs);
            }
        }
    }

    @Test
    void scopeOfTheScan_isNotTold() {
        Letter letter = letters(Locale.ENGLISH, HtmlSamples.squid()).get(0);
        assertThat(letter.run().settings()).containsEntry("own", "198.51.100.0/24");
        assertThat(markdown(letter) + html(letter)).doesNotContain("198.51.100.0");
    }

    @Test
    void publicEndpoint_isAskedAgainAsTheOwnersOwn() {
        Finding finding = finding("8.8.4.4", Verdict.OPEN, Severity.HIGH, Optional.of("web"));
        assertThat(markdown(letters(Locale.ENGLISH, finding).get(0)))
                .contains("relaycheck scan 8.8.4.4:80 --own 8.8.4.4\n");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void onlyOpenAndSuspect_needAction(Verdict verdict) {
        Finding finding = finding("10.0.0.1", verdict, Severity.LOW, Optional.of("web"));
        boolean written = !letters(Locale.ENGLISH, finding).isEmpty();
        assertThat(written).isEqualTo(verdict == Verdict.OPEN || verdict == Verdict.SUSPECT);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, 2026-11-24, false",
        "OPEN, 2026-11-23, true",
        "LOGIN_NEEDED, 2026-11-24, false",
        "LOGIN_NEEDED, 2026-11-23, true"
    })
    void acceptedRisk_isNotTold_anExpiredOneIs(Verdict verdict, LocalDate expires, boolean told) {
        Finding finding = finding("10.0.0.1", verdict, Severity.LOW, Optional.of("web"));
        Policy policy = PolicyFile.parse("a.toml", """
                        [[accepted]]
                        target = "10.0.0.1"
                        owner = "web team"
                        reason = "moves"
                        ticket = "RISK-17"
                        expires = %s
                        """.formatted(expires)).value();
        Standing standing = new Standing(policy, Optional.empty(), "office", TODAY);
        Report plain = HtmlSamples.of(Locale.ENGLISH, ImmutableList.of(finding));
        ImmutableList<Letter> letters =
                Letters.of(SampleReports.standing(plain, standing), List.of(finding), HtmlHistory.NONE);
        assertThat(letters).hasSize(told ? 1 : 0);
        letters.forEach(letter -> assertThat(markdown(letter)).contains("RISK-17"));
        letters.forEach(letter -> assertThat(page(letter).text()).contains("Acceptance expired", "RISK-17"));
    }

    @Test
    void whatHasNoLabel_comesLastInALetterOfItsOwn() {
        ImmutableList<Letter> letters = letters(
                Locale.ENGLISH,
                finding("10.0.0.1", Verdict.OPEN, Severity.HIGH, Optional.empty()),
                finding("10.0.0.2", Verdict.OPEN, Severity.HIGH, Optional.of("zoo")));
        assertThat(letters).extracting(Letter::name).containsExactly("zoo", "unlabelled");
        assertThat(markdown(letters.get(1)))
                .contains("For: endpoints without an owner", "10.0.0.1:80")
                .doesNotContain("10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "Web Team, web-team",
        "../../etc/passwd, etc-passwd",
        "/, owner",
        ".., owner",
        "a\\b:c*d?.md, a-b-c-d-md",
        "Équipe Réseau, equipe-reseau",
        "ウェブ担当, owner-82b33d00",
        "営業部, owner-b2021c67",
        "Team 東京, team-6752e7a2",
        "'--help', help",
        "<b>x</b>, b-x-b",
        "unlabelled, unlabelled-2",
        "'  ', owner"
    })
    void nameOfAFile_isLettersAndDigitsAlone(String label, String name) {
        assertThat(new LetterNames().next(label)).isEqualTo(name);
    }

    /** Whose letter owner-2 was depended on who else had one: sent as it lay there it went to somebody else. */
    @Test
    void nameOfALabelThatAsciiCannotSay_isItsOwnWhoeverElseGetsALetter() {
        LetterNames names = new LetterNames();
        names.next("総務部");
        assertThat(names.next("営業部")).isEqualTo(new LetterNames().next("営業部"));
    }

    @Test
    void namesThatCollide_areNumbered() {
        LetterNames names = new LetterNames();
        assertThat(Arrays.stream(new String[] {"web 2", "web", "WEB", "web!", "web\n2", "\u0000", "\r"})
                        .map(names::next))
                .containsExactly("web-2", "web", "web-3", "web-4", "web-2-2", "owner", "owner-2");
    }

    @Test
    void longLabel_isCut() {
        assertThat(new LetterNames().next("x".repeat(59) + " y".repeat(500))).isEqualTo("x".repeat(59));
    }

    @Test
    void hostilePeerAndLabel_stayText() {
        Finding finding =
                (Finding) SampleReports.hostileOnly().findings().iterator().next();
        Letter letter = letters(Locale.ENGLISH, finding).get(0);
        Document page = page(letter);
        assertThat(page.select("script, img, iframe, a[href], [src], form")).isEmpty();
        assertThat(page.select("meta[http-equiv]").attr("content")).contains("script-src 'none'");
        assertThat(html(letter)).doesNotContain("\u001b", "\u0007", "\u202e", "<img");
        assertThat(markdown(letter)).doesNotContain("\u001b", "\u0007", "\u202e");
        assertThat(markdown(letter).lines().filter(line -> line.startsWith("-- ")))
                .isEmpty();
        assertThat(letter.name()).matches("[a-z0-9-]{1,60}");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 350})
    void longLetter_listsWhatItDoesNotTellInFull(int endpoints) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (int i = 0; i < endpoints; i++) {
            findings.add(
                    finding("10.0." + i / 250 + "." + i % 250, Verdict.SUSPECT, Severity.MEDIUM, Optional.of("x")));
        }
        Letter letter = letters(Locale.ENGLISH, findings.build().toArray(new Finding[0]))
                .get(0);
        Document page = page(letter);
        assertThat(page.select("article")).hasSize(100);
        assertThat(page.select(".rest li")).hasSize(endpoints - 100);
        assertThat(markdown(letter).lines().filter(line -> line.startsWith("- ` 10.0.")))
                .hasSize(endpoints - 100);
    }

    private static ImmutableList<Letter> letters(Locale language, Finding... findings) {
        return Letters.of(
                HtmlSamples.of(language, ImmutableList.copyOf(findings)), Arrays.asList(findings), HtmlHistory.NONE);
    }

    private static Finding finding(String address, Verdict verdict, Severity severity, Optional<String> label) {
        return HtmlSamples.finding(address, 80, verdict, severity, "attempted", label, "for a reason");
    }

    private static String markdown(Letter letter) {
        return written(letter::markdown);
    }

    private static String html(Letter letter) {
        return written(letter::html);
    }

    private static Document page(Letter letter) {
        return Jsoup.parse(html(letter));
    }

    private static String written(OutputFile.Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(UTF_8);
    }
}
