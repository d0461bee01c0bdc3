package relaycheck.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;
import relaycheck.target.Parsed;

/** A policy is read, or each of its mistakes is told with its line. */
class PolicyFuzzTest {
    private final Mutants mutants = new Mutants();

    @Test
    void aPolicy_isReadOrItsProblemsAreListed() throws IOException {
        String example = Resources.toString(Resources.getResource("relaycheck/cli/init/accepted.toml"), UTF_8)
                .replaceAll("(?m)^# ?(?=\\[|\\w+ *=)", "");
        String small = "[[accepted]]\ntarget = \"10.0.0.0/24\"\nowner = \"a\"\nreason = \"b\"\nexpires = 2027-01-31\n"
                + "[[intended]]\ntarget = \"10.0.0.5:3128\"\nports = [443, 80]\nowner = \"a\"\nreason = \"b\"\n";
        mutants.each(250, ImmutableList.of(example, small), text -> {
            Parsed<Policy> parsed = PolicyFile.parse("a.toml", text);
            assertThat(parsed.problems()).allSatisfy(problem -> {
                assertThat(problem.origin().line()).isPositive();
                assertThat(problem.message()).isNotBlank();
            });
        });
    }

    @Test
    void whatMakesARunFail_isKnownOrRefused() {
        mutants.each(
                2_000,
                ImmutableList.of("high", "new:critical", "new", "none"),
                text -> assertThat(FailOn.parse(text).least()).isNotNull());
    }
}
