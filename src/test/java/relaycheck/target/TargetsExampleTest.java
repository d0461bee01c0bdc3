package relaycheck.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file that every user starts from: what it lists, and what it offers in its comments. */
class TargetsExampleTest {
    private static final Pattern OFFERED = Pattern.compile("# (\\S*[0-9:.]\\S*   ?.*|www\\S+ .*)");

    private static Parsed<TargetList> parse(List<String> lines) {
        return TargetList.parse(List.of(Source.file("targets.example", lines)), List.of(), Ports.of(80, 8080));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("targets.example"), UTF_8);
    }

    @Test
    void example_listsThisMachineAndNothingElse() throws IOException {
        Parsed<TargetList> parsed = parse(lines());
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().specs()).extracting(TargetSpec::text).containsExactly("127.0.0.1", "::1");
        assertThat(parsed.value().specs()).allMatch(spec -> spec.label().isPresent());
        assertThat(parsed.value().endpointCount()).isEqualTo(4);
    }

    @Test
    void everyOfferedForm_isATarget() throws IOException {
        List<String> offered = lines().stream()
                .map(OFFERED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        Parsed<TargetList> parsed = parse(offered);
        assertThat(parsed.problems()).isEmpty();
        assertThat(offered).hasSizeGreaterThanOrEqualTo(15);
        assertThat(parsed.value().names()).hasSize(2);
        assertThat(parsed.value().contains(Endpoint.of("10.0.0.7", 80))).isFalse();
    }
}
