package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.target.Scope;
import relaycheck.verdict.Row;
import relaycheck.verdict.VerdictTable;

class ReasonsTest {
    private static final Reasons ENGLISH = Reasons.in(Locale.ENGLISH);
    private static final Reasons JAPANESE = Reasons.in(Locale.JAPANESE);
    private static final ResourceBundle KNOWN = bundle(Locale.ROOT);
    /** Who says what a finding, a probe's result or a ruling is about. */
    private static final ImmutableSet<String> SPEAKERS = ImmutableSet.of(
            "probe/Outcomes",
            "probe/SocksOutcomes",
            "verdict/Because",
            "verdict/VerdictTable",
            "policy/IntendedRelay",
            "policy/AcceptedRisk",
            "policy/Policy",
            "policy/Standing",
            "inquiry/Decision");

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "relaycheck.report.reasons",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static ImmutableSet<String> speakers() {
        return SPEAKERS;
    }

    static Stream<String> known() {
        return KNOWN.keySet().stream().filter(key -> !key.startsWith("join.")).sorted();
    }

    static Stream<String> verdicts() {
        return VerdictTable.ROWS.stream()
                .map(Row::because)
                .flatMap(row -> Probes.ALL.stream()
                        .map(Probe::title)
                        .map(title ->
                                row + " — " + title + " to 25, 443 and absolute-form GET to 80: said yes (200 OK), but"
                                        + " nothing came through; " + title + " to 8001: closed without an answer"));
    }

    private static String filled(String template) {
        return template.replace("{0}", "407 No; no: really")
                .replace("{1}", "2027-01-31")
                .replace("{2}", "$1 net\\team")
                .replace("{3}", "'so' {0}");
    }

    @Test
    void placesOfSeveralScans_areAllTranslated() {
        String inside =
                "office (hq), 10.0.0.1 (an inside vantage: only a scan from outside tells about strangers there)";
        String outside = "vps, 10.0.0.5 (an outside vantage, as its name says)";
        String open = "198.51.100.7 (a public address)";
        String all = inside + ", " + outside + ", " + open;
        assertThat(JAPANESE.translated(all))
                .isEqualTo(Stream.of(inside, outside, open)
                        .map(JAPANESE::translated)
                        .collect(Collectors.joining(", ")))
                .doesNotContain("vantage", "public");
        assertThat(ENGLISH.translated(all)).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("speakers")
    void everyWordThatCodeCanSay_isInAPattern(String speaker) throws IOException {
        String code = Files.readString(Path.of("src/main/java/relaycheck/" + speaker + ".java"))
                .replaceAll("(?m)^\\s*(\\*|/[/*]).*", "");
        ImmutableSet<String> said = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"")
                .matcher(code)
                .results()
                .map(match -> match.group(1))
                .flatMap(text -> Splitter.on("%02x").splitToStream(text))
                .filter(text -> Pattern.compile("[a-z]+ [a-z]*|[a-z]* [a-z]+")
                        .matcher(text)
                        .find())
                .collect(ImmutableSet.toImmutableSet());
        String known = KNOWN.keySet().stream().map(KNOWN::getString).collect(Collectors.joining("\n"));
        assertThat(said).isNotEmpty().allSatisfy(text -> assertThat(known).contains(text.replaceFirst("^: ", "")));
    }

    @Test
    void everyRowAndTitle_isKnown() {
        assertThat(Stream.concat(
                        VerdictTable.ROWS.stream().map(Row::because),
                        Probes.ALL.stream().map(Probe::title).filter(title -> !title.matches("CONNECT|SOCKS \\w+"))))
                .allSatisfy(english -> assertThat(JAPANESE.again(english)).isNotEqualTo(english));
    }

    @Test
    void everyPattern_isThereInBothLanguagesAndLosesNothing() {
        ResourceBundle japanese = bundle(Locale.JAPANESE);
        assertThat(japanese.keySet()).isEqualTo(KNOWN.keySet());
        assertThat(KNOWN.keySet())
                .allSatisfy(key ->
                        assertThat(places(japanese.getString(key))).as(key).isEqualTo(places(KNOWN.getString(key))));
    }

    @ParameterizedTest
    @MethodSource("known")
    void everySentence_isItselfInEnglishAndAnotherInJapanese(String key) {
        String english = filled(KNOWN.getString(key));
        assertThat(ENGLISH.translated(english)).isEqualTo(english);
        assertThat(ENGLISH.again(english)).isSameAs(english);
        assertThat(JAPANESE.again(english))
                .isEqualTo(filled(bundle(Locale.JAPANESE).getString(key)));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void everyReasonOfAVerdict_isItselfInEnglishAndHasNoneOfItInJapanese(String english) {
        assertThat(ENGLISH.translated(english)).isEqualTo(english);
        assertThat(JAPANESE.again(english))
                .contains("（ポート 25, 443）、絶対形式の GET（ポート 80）：受諾（200 OK）", "；", "（ポート 8001）：応答なしに")
                .doesNotContain(" to ", " and ", "answer", "relay");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cannot be reached: nothing listens there | 到達できません：待ち受けているものがありません
        could not be judged: nothing was heard   | 判定できませんでした：何も受信しませんでした
        does not relay — GET by Host to 80: 404 Not Found | 中継しません — Host による GET（ポート 80）：404 Not Found
        does not relay — CONNECT to 25: 403 No; SOCKS 5 to 1: x; SOCKS 5 to 2: turned down (code 0x02) | \
        中継しません — CONNECT（ポート 25）：403 No；SOCKS 5（ポート 1）：x；SOCKS 5（ポート 2）：拒否（コード 0x02）
        10.0.0.9:3128: intended to relay to 25, relays to none of them (OPEN) | \
        10.0.0.9:3128：25 への中継を意図していますが、そのどれにも中継しません（OPEN）
        """)
    void sentencesThatAreJoined_areJapaneseEach(String english, String japanese) {
        assertThat(JAPANESE.again(english)).isEqualTo(japanese);
        assertThat(ENGLISH.translated(english)).isEqualTo(english);
    }

    /** Of blocks that are no ordinary addresses the registry's own name stays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        192.0.2.1          | documentation address (192.0.2.0/24, RFC 5737)：調べません
        2001:db8::1        | documentation address (2001:db8::/32, RFC 3849)：調べません
        9.9.9.9            | 公開アドレスです。自分のものであれば --own 9.9.9.9（または所有するプレフィックス）か --scope FILE を付けてください
        198.18.0.1         | benchmarking network (198.18.0.0/15, RFC 2544)。自分のものであれば --own 198.18.0.1（または所有するプレフィックス）か --scope FILE を付けてください
        64:ff9b::c000:201  | 192.0.2.1（documentation address (192.0.2.0/24, RFC 5737)）に行き着くため、調べません
        64:ff9b::909:909   | 公開アドレス 9.9.9.9 に行き着きます。自分のものであれば --own 9.9.9.9（または所有するプレフィックス）か --scope FILE を付けてください
        """)
    void whyAnAddressIsNotScanned_isJapanese(String address, String japanese) {
        String why = Scope.none().objection(InetAddresses.forString(address)).orElseThrow();
        assertThat(JAPANESE.again(why)).isEqualTo(japanese);
        assertThat(JAPANESE.again("12 more endpoints of it: " + why)).isEqualTo("そのうち、ほかの 12 件のエンドポイント：" + japanese);
        assertThat(ENGLISH.translated(why)).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET to 8471 and 80 got the same 404                   | GET はポート 8471 と 80 で同じ 404 でした
        does not resolve: the name server did not answer      | 名前解決できません：the name server did not answer
        does not resolve: there is no such name               | 名前解決できません：そのような名前はありません
        our canary                                            | 当方のカナリアです
        """)
    void whyNothingWasAsked_isJapanese(String english, String japanese) {
        assertThat(JAPANESE.again(english)).isEqualTo(japanese);
        assertThat(ENGLISH.translated(english)).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "404 Not Found",
                "relays — a lot",
                "relays for Martians — CONNECT to 25: x",
                "a: b",
                "line\nwants a log in (x)"
            })
    void anythingElse_staysAsItIs(String english) {
        assertThat(JAPANESE.again(english)).isEqualTo(english);
        assertThat(ENGLISH.translated(english)).isEqualTo(english);
    }

    private static ImmutableSet<String> places(String template) {
        return Pattern.compile("\\{\\d}")
                .matcher(template)
                .results()
                .map(MatchResult::group)
                .collect(ImmutableSet.toImmutableSet());
    }
}
