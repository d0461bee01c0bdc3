package relaycheck.cause;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.fuzz.Mutants;

/** Broken configurations: each dialect reads them to their end, says what it could not read, and never throws. */
class CauseFuzzTest {
    private static final int MUTANTS = 80;
    private static final ImmutableList<String> REAL = realConfigurations();

    private final Mutants mutants = new Mutants();

    static ImmutableList<Dialect> dialects() {
        return Causes.DIALECTS;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aBrokenConfiguration_isReadToItsEnd(Dialect dialect) throws IOException {
        List<String> own = new ArrayList<>();
        DialectCase.of(resource(dialect))
                .forEach(each -> own.addAll(each.texts().values()));
        mutants.each(MUTANTS, own, text -> read(dialect, text));
        mutants.each(MUTANTS / 4, REAL, text -> read(dialect, text));
    }

    @Test
    void portsInAConfiguration_areReadOrNone() {
        mutants.each(
                5_000,
                ImmutableList.of("443", "1025-65535", "*", "99999-99999"),
                text -> assertThat(Ports.parse(text).ranges()).hasSizeLessThanOrEqualTo(1));
    }

    private static void read(Dialect dialect, String text) {
        Findings findings = new Causes(new Itself(Splitter.on('\n').splitToList(text)), Optional.of(dialect))
                .read(List.of("/main"));
        assertThat(findings.causes()).hasSizeLessThanOrEqualTo(100 * text.length());
        assertThat(findings.unread())
                .allSatisfy(unread -> assertThat(unread.why()).isNotBlank());
    }

    /** Whatever is included is the file itself again. */
    private record Itself(List<String> lines) implements ConfigFiles {
        @Override
        public Text read(String path) {
            return new Text(ImmutableList.copyOf(lines), ImmutableList.of());
        }

        @Override
        public ImmutableList<String> find(String pattern) {
            return ImmutableList.of(pattern);
        }

        @Override
        public ImmutableList<String> under(String folder) {
            return ImmutableList.of();
        }
    }

    private static String resource(Dialect dialect) {
        return Files.exists(Path.of("src/test/resources/cause/" + dialect.name() + ".txt")) ? dialect.name() : "real";
    }

    private static ImmutableList<String> realConfigurations() {
        try (Stream<Path> files = Files.list(Path.of("src/lab/cases"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.add(Files.readString(file, ISO_8859_1));
            }
            return ImmutableList.copyOf(texts);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
