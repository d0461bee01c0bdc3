package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.twoWeeks;
import static relaycheck.cli.StoredRuns.write;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** What is new, changed, fixed or gone between two runs of a store. */
class DiffCommandTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path store;

    @BeforeEach
    void place() {
        store = dir.resolve("s.db");
    }

    @Test
    void diff_tellsEachKindOfChange() {
        twoWeeks(store);
        assertThat(console.run("diff", "previous", "last", "--store", store)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString().lines())
                .containsExactly(
                        "new          10.0.0.4:80  NOT_A_RELAY (none) -> OPEN (critical)",
                        "changed      10.0.0.5:80  SUSPECT (medium) -> OPEN (critical)",
                        "not judged   10.0.0.2:80  OPEN (critical) -> UNREACHABLE (none)",
                        "gone         10.0.0.3:80  OPEN (critical) -> not asked",
                        "fixed        10.0.0.1:80  OPEN (critical) -> NOT_A_RELAY (none)",
                        "5 changes, 1 exposed as before");
    }

    /** A letter a run, as in a week of them; the last one is compared with the one before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OIO   | 0 | 0 changes, 1 exposed as before
            OUIO  | 0 | 0 changes, 1 exposed as before
            O.O   | 0 | 0 changes, 1 exposed as before
            SIO   | 1 | changed      10.0.0.1:80  SUSPECT (medium) -> OPEN (critical)
            OIS   | 0 | changed      10.0.0.1:80  OPEN (critical) -> SUSPECT (medium)
            OIN   | 0 | fixed        10.0.0.1:80  OPEN (critical) -> NOT_A_RELAY (none)
            O.N   | 0 | fixed        10.0.0.1:80  OPEN (critical) -> NOT_A_RELAY (none)
            ONIO  | 1 | new          10.0.0.1:80  INCONCLUSIVE (info) -> OPEN (critical)
            OINO  | 1 | new          10.0.0.1:80  NOT_A_RELAY (none) -> OPEN (critical)
            IO    | 1 | new          10.0.0.1:80  INCONCLUSIVE (info) -> OPEN (critical)
            OII   | 0 | 0 changes, 0 exposed as before
            O.U   | 0 | 0 changes, 0 exposed as before
            OINN  | 0 | 0 changes, 0 exposed as before
            OI    | 0 | not judged   10.0.0.1:80  OPEN (critical) -> INCONCLUSIVE (info)
            """)
    void whatARunCouldNotJudge_isNeitherNewNorForgotten(String runs, int failed, String said) {
        for (int day = 0; day < runs.length(); day++) {
            char letter = runs.charAt(day);
            Finding[] found =
                    letter == '.' ? new Finding[0] : new Finding[] {at("10.0.0.1", WeekOfRunsTest.verdict(letter))};
            write(store, day, "1/1", found);
        }
        console.run("diff", "previous", "last", "--store", store);
        assertThat(console.out.toString().lines().findFirst()).contains(said);
        assertThat(console.run("report", store, "-q", "--fail-on", "new")).isEqualTo(failed);
    }

    /** Each of two places that share a store would mend and open again what only the other sees. */
    @Test
    void whatOnlyInsidersReach_isNotFixedByAScanFromOutside() {
        for (int day = 1; day <= 3; day++) {
            boolean inside = day % 2 == 1;
            ImmutableMap<String, String> settings =
                    ImmutableMap.of("probes", "standard", "shard", "1/1", "vantage", inside ? "inside" : "outside");
            write(store, day, settings, "digest", at("10.0.0.1", inside ? Verdict.OPEN : Verdict.NOT_A_RELAY));
        }
        console.run("diff", "1", "2", "--store", store);
        assertThat(console.out.toString()).startsWith("gone         10.0.0.1:80  OPEN (critical) -> not asked");
        console.run("diff", "2", "3", "--store", store);
        assertThat(console.out.toString()).isEqualToIgnoringNewLines("0 changes, 1 exposed as before");
        console.run("history", store, "--endpoint", "10.0.0.1:80");
        assertThat(console.out.toString()).contains("exposed since 2026-11-24").doesNotContain("flapping");
    }

    @Test
    void whatWasNotAskedAgain_isNotFixed() {
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 2, "1/1", unasked(at("10.0.0.1", Verdict.NOT_A_RELAY)));
        assertThat(console.run("diff", "previous", "last", "--store", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString())
                .contains("gone         10.0.0.1:80  OPEN (critical) -> not asked")
                .doesNotContain("fixed");
        console.run("history", store, "--endpoint", "10.0.0.1:80");
        assertThat(console.out.toString()).contains("exposed since", "exposed in 1 of 1");
        write(store, 3, "1/1", at("10.0.0.1", Verdict.OPEN));
        assertThat(console.run("report", store, "-q", "--fail-on", "new")).isEqualTo(ExitStatus.OK);
    }

    @Test
    void whatWasFoundClosed_needsNoFurtherAnswer() {
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 2, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
        write(store, 3, "1/1", unasked(at("10.0.0.1", Verdict.NOT_A_RELAY)));
        console.run("history", store, "--endpoint", "10.0.0.1:80");
        assertThat(console.out.toString()).contains("exposed in 1 of 3").doesNotContain("exposed since");
        write(store, 4, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 5, "1/1", unasked(at("10.0.0.1", Verdict.NOT_A_RELAY)));
        console.run("history", store, "--endpoint", "10.0.0.1:80");
        assertThat(console.out.toString()).contains("exposed since", "exposed in 2 of 4");
    }

    private static Finding unasked(Finding finding) {
        return new Finding(
                finding.endpoint(),
                finding.names(),
                finding.label(),
                finding.at(),
                finding.verdict(),
                finding.severity(),
                finding.rule(),
                finding.because(),
                finding.relays(),
                finding.egress(),
                finding.disclosure(),
                finding.product(),
                finding.probes(),
                ImmutableList.of(),
                finding.late(),
                Background.NONE);
    }

    @Test
    void diffOfARunWithItself_isStatusZero() {
        twoWeeks(store);
        assertThat(console.run("diff", "1", "run-1", "--store", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).isEqualToIgnoringNewLines("0 changes, 5 exposed as before");
    }

    @Test
    void clockThatWasSetBack_leavesTheOrderOfTheScansAsItWas() {
        write(store, 9, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 1, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
        assertThat(console.run("diff", "previous", "last", "--store", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).startsWith("fixed        10.0.0.1:80");
        console.run("history", store);
        assertThat(console.out.toString()).containsSubsequence("2  run-1", "1  run-9");
    }

    @Test
    void runThatIsNotThere_isStatusTwo() {
        twoWeeks(store);
        assertThat(console.run("diff", "run-7", "last", "--store", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("no run run-7 in").doesNotContain("\tat ");
    }
}
