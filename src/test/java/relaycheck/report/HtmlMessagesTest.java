package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.proof.Disclosure;
import relaycheck.verdict.Row;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import relaycheck.verdict.VerdictTable;

class HtmlMessagesTest {
    private static final Pattern USED = Pattern.compile("text\\(\\s*\"([a-z.]+)\"\\s*[,)]");

    @Test
    void everyKey_isThereInBothLanguages() throws IOException {
        assertThat(keys("messages_ja.properties")).isEqualTo(keys("messages.properties"));
    }

    @Test
    void everyPattern_takesTheSameArgumentsInBothLanguages() throws IOException {
        Properties japanese = properties("messages_ja.properties");
        properties("messages.properties")
                .forEach((key, english) -> assertThat(arguments(japanese.get(key)))
                        .as(key.toString())
                        .isSubsetOf(arguments(english)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_ja.properties"})
    void everyPattern_canBeReadAndHasNoApostropheOfItsOwn(String file) throws IOException {
        properties(file).forEach((key, text) -> {
            if (!key.equals("time.pattern")) {
                assertThat(text.toString()).as(key.toString()).isNotBlank().doesNotContain("'");
                assertThat(new MessageFormat(text.toString(), Locale.ROOT).format(new Object[] {1L, 2L, 3L, 4L, 5L}))
                        .as(key.toString())
                        .doesNotContain("{");
            }
        });
    }

    @Test
    void everyKeyOfATemplate_isThere() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte/report"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Matcher used = USED.matcher(Files.readString(template));
                while (used.find()) {
                    assertThat(keys("messages.properties"))
                            .as(template.toString())
                            .contains(used.group(1));
                }
            }
        }
    }

    @Test
    void everyValue_hasItsWord() throws IOException {
        ImmutableSet<String> keys = keys("messages.properties");
        assertThat(keys).containsAll(named("verdict.", Verdict.values()));
        assertThat(keys).containsAll(named("meaning.", Verdict.values()));
        assertThat(keys).containsAll(named("headline.", Verdict.values()));
        assertThat(keys).containsAll(named("lead.", Verdict.values()));
        assertThat(keys).containsAll(named("severity.", Severity.values()));
        assertThat(keys).containsAll(named("outcome.", Outcome.Kind.values()));
        assertThat(keys).containsAll(named("way.", Way.values()));
        assertThat(keys).containsAll(named("disclosure.", Disclosure.values()));
        assertThat(keys)
                .containsAll(VerdictTable.ROWS.stream()
                        .map(Row::id)
                        .map(id -> "rule." + id)
                        .toList());
    }

    @Test
    void language_isJapaneseOrElseEnglishWhateverTheSystemSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            assertThat(HtmlMessages.in(Locale.ENGLISH).word(Verdict.OPEN)).isEqualTo("Open");
            assertThat(HtmlMessages.in(Locale.FRENCH).lang()).isEqualTo("en");
            assertThat(HtmlMessages.in(Locale.JAPAN).word(Verdict.OPEN)).isEqualTo("開放");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, 0.5, 0.5 s", "en, 74, 1 min 14 s", "en, 7380, 2 h 3 min",
        "ja, 0.5, 0.5 秒", "ja, 74, 1 分 14 秒", "ja, 7380, 2 時間 3 分"
    })
    void duration_isInTheUnitThatReadsBest(Locale language, double seconds, String shown) {
        assertThat(HtmlMessages.in(language).duration(Duration.ofMillis((long) (seconds * 1000))))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        counts.title        | 1 | Verdict of one endpoint
        counts.title        | 2 | Verdicts of 2 endpoints
        warnings.incomplete | 0 | This scan was interrupted before it judged anything.
        warnings.incomplete | 1 | This scan was interrupted: it is true for the one endpoint that it judged, and says nothing of the others.
        warnings.incomplete | 2 | This scan was interrupted: it is true for the 2 endpoints that it judged, and says nothing of the others.
        """)
    void oneAndNone_areSaidOtherwiseThanMany(String key, long count, String shown) {
        assertThat(HtmlMessages.in(Locale.ENGLISH).text(key, count)).isEqualTo(shown);
    }

    @Test
    void timesAndNumbers_areAsTheLanguageWritesThem() {
        HtmlMessages english = HtmlMessages.in(Locale.ENGLISH);
        HtmlMessages japanese = HtmlMessages.in(Locale.JAPANESE);
        assertThat(english.time(HtmlSamples.AT)).isEqualTo("24 November 2026, 08:15 UTC");
        assertThat(japanese.time(HtmlSamples.AT)).isEqualTo("2026年11月24日 08:15 UTC");
        assertThat(english.number(20_000)).isEqualTo("20,000");
        assertThat(english.bytes(999)).isEqualTo("999 B");
        assertThat(english.bytes(31_442_100)).isEqualTo("31.4 MB");
    }

    private static Iterable<String> named(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name()).toList();
    }

    private static ImmutableSet<String> keys(String file) throws IOException {
        return ImmutableSet.copyOf(new TreeSet<>(properties(file).stringPropertyNames()));
    }

    private static ImmutableSet<String> arguments(Object pattern) {
        ImmutableSet.Builder<String> arguments = ImmutableSet.builder();
        Matcher argument = Pattern.compile("\\{(\\d)|%(\\d)").matcher(pattern.toString());
        while (argument.find()) {
            arguments.add(argument.group().substring(1));
        }
        return arguments.build();
    }

    private static Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(
                new StringReader(Resources.toString(Resources.getResource(HtmlFormat.class, "html/" + file), UTF_8)));
        return properties;
    }
}
