package relaycheck.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** Target lists, scopes, ports and shards: understood, or refused with the line and the reason. */
class TargetFuzzTest {
    private static final ImmutableList<String> LINES = ImmutableList.of(
            "10.0.0.5:80,8000-8010 a label",
            "[fd00:1234::/120]:8080",
            "fd00:1234::5-fd00:1234::20",
            "10.0.0.5-10.0.0.20:3128",
            "!10.0.0.0/24",
            "www.example.com:8080 # remark",
            "::ffff:10.0.0.1",
            "10.0.0.0/9");

    private final Mutants mutants = new Mutants();

    @Test
    void aTargetList_isReadOrItsProblemsAreListed() throws IOException {
        String example = Files.readString(Path.of("targets.example"), UTF_8).replaceAll("(?m)^# (?=\\S+  )", "");
        mutants.each(60, ImmutableList.of(example, String.join("\n", LINES)), TargetFuzzTest::readList);
        mutants.each(2_000, LINES, TargetFuzzTest::readList);
    }

    @Test
    void aScope_isReadOrItsProblemsAreListed() {
        mutants.each(1_500, LINES, text -> {
            Parsed<Scope> parsed = Scope.parse(
                    ImmutableList.of(Source.file("own", Splitter.on('\n').split(text))));
            assertTold(parsed.problems());
        });
    }

    @Test
    void portsAndShards_areReadOrRefused() {
        mutants.each(
                1_500,
                ImmutableList.of("80", "80,8000-8010", "1-65535"),
                text -> assertThat(Ports.parse(text).toString()).isNotEmpty());
        mutants.each(
                1_500,
                ImmutableList.of("2/8", "999999/999999"),
                text -> assertThat(Shard.parse(text).count()).isPositive());
    }

    private static void readList(String text) {
        ImmutableList<Source> sources =
                ImmutableList.of(Source.file("list", Splitter.on('\n').split(text)));
        assertTold(
                TargetList.parse(sources, ImmutableList.of(), Ports.parse("80")).problems());
    }

    private static void assertTold(ImmutableList<Problem> problems) {
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.origin().line()).isPositive();
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.toString()).hasSizeLessThan(500).doesNotContain("\n");
        });
    }
}
