package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.verdict.Verdict;

class PolicyOptionsTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path store;

    @BeforeEach
    void twoWeeks() {
        store = dir.resolve("s.db");
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.2", Verdict.OPEN));
        write(store, 2, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.2", Verdict.NOT_A_RELAY));
    }

    private int report(Object... arguments) {
        return console.run(Stream.concat(Stream.of("report", store), Arrays.stream(arguments))
                .toArray());
    }

    private Path accepted(String target, LocalDate expires) throws IOException {
        return Files.writeString(
                dir.resolve("accepted.toml"),
                "[[accepted]]\ntarget = \"" + target + "\"\nowner = \"web team\"\nreason = \"moves soon\"\n"
                        + "ticket = \"RISK-17\"\nexpires = " + expires + "\n",
                UTF_8);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({"critical, 1", "medium, 1", "new, 0", "new:critical, 0"})
    void failOnNew_passesWhatWasThereBefore(String failOn, int status) {
        assertThat(report("-q", "--fail-on", failOn)).isEqualTo(status);
        assertThat(console.err.toString()).isEmpty();
    }

    @Test
    void failOnNew_failsOnWhatIsNew() {
        write(store, 3, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.3", Verdict.SUSPECT));
        assertThat(report("--fail-on", "new")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString())
                .contains("since run run-2: 1 new, 0 changed, 0 fixed, 0 not judged again; 1 exposed as before")
                .contains("new since the earlier scan", "as in the earlier scan");
        assertThat(report("-q", "--fail-on", "new:critical")).isEqualTo(ExitStatus.OK);
        assertThat(report("-q", "--run", "2", "--baseline", "1", "--fail-on", "new"))
                .isEqualTo(ExitStatus.OK);
    }

    @Test
    void firstRunOfAStore_hasOnlyNews() {
        assertThat(report("-q", "--run", "1", "--fail-on", "new")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.err.toString()).contains("no complete scan before run-1", "counts as new");
    }

    @Test
    void baseline_isTheRunThatWasNamed() {
        assertThat(report("--baseline", "1")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString()).contains("since run run-1: 0 new, 0 changed, 1 fixed");
        assertThat(report("-q", "--baseline", "7")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("no run 7 in");
        assertThat(report(store, "-q", "--baseline", "last")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void acceptedRisk_passesAndIsSaidInEveryFormat() throws IOException {
        Path file = accepted("10.0.0.0/24", today().plusDays(90));
        Path json = dir.resolve("r.json");
        Path sarif = dir.resolve("r.sarif");
        Path junit = dir.resolve("r.junit.xml");
        Path markdown = dir.resolve("r.md");
        Path html = dir.resolve("r.html");
        assertThat(report(
                        "--accepted",
                        file,
                        "-o",
                        "-",
                        "-o",
                        json,
                        "-o",
                        sarif,
                        "-o",
                        junit,
                        "-o",
                        markdown,
                        "-o",
                        html))
                .isEqualTo(ExitStatus.OK);
        String words = "accepted by web team until " + today().plusDays(90) + " (RISK-17): moves soon";
        assertThat(console.out.toString()).contains("policy", words).doesNotContain("Warning");
        assertThat(Files.readString(json, UTF_8)).contains("\"policy\":{\"kind\":\"accepted\",\"because\":\"" + words);
        assertThat(Files.readString(sarif, UTF_8)).contains("\"suppressions\"", words);
        assertThat(Files.readString(junit, UTF_8)).contains("failures=\"0\"", "skipped=\"1\"", words);
        assertThat(Files.readString(markdown, UTF_8)).contains(words);
        assertThat(Files.readString(html, UTF_8)).contains(words);
    }

    @Test
    void expiredAcceptance_countsAgain() throws IOException {
        Path file = accepted("10.0.0.1:80", today().minusDays(1));
        assertThat(report("--accepted", file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString())
                .contains("Warning:", "expired on " + today().minusDays(1), "the acceptance by ");
    }

    @Test
    void endOfAnAcceptance_isSaidBefore() throws IOException {
        Path file = accepted("10.0.0.1:80", today().plusDays(9));
        assertThat(report("--accepted", file)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("Warning:", "ends on " + today().plusDays(9));
    }

    @Test
    void relayThatDoesMoreThanIntended_isAFinding() throws IOException {
        Path file = Files.writeString(dir.resolve("p.toml"), """
                [[intended]]
                target = "10.0.0.1:80"
                ports = [80, 443]
                owner = "net team"
                reason = "the way out"
                """, UTF_8);
        assertThat(report("--accepted", file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString()).contains("10.0.0.1:80: more than intended: relays to 25");
        Files.writeString(file, Files.readString(file, UTF_8).replace("[80, 443]", "[25, 80, 443, 8471]"), UTF_8);
        assertThat(report("--accepted", file)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString())
                .contains("10.0.0.1:80: intended to relay to 25, 80, 443, 8471, relays to 25, 80, 443");
    }

    @Test
    void mistakesOfTheFile_areToldAtOnce() throws IOException {
        Path file = Files.writeString(
                dir.resolve("bad.toml"), "[[accepted]]\ntarget = \"300.1.2.3\"\nexpires = 1\n", UTF_8);
        assertThat(report("--accepted", file)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains(
                        "bad.toml:1: owner is missing",
                        "bad.toml:2: 300.1.2.3 is not an address",
                        "bad.toml:3: expires")
                .doesNotContain("\tat ");
        assertThat(report("--accepted", dir.resolve("none.toml"))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("there is no such file");
        assertThat(report("--fail-on", "worst")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("\"worst\" is none of critical");
        assertThat(report("--lang", "xx")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void scan_refusesABadPolicyBeforeAnythingIsSent() throws IOException {
        Path file = Files.writeString(dir.resolve("bad.toml"), "[[accepted]]\n", UTF_8);
        Path fresh = dir.resolve("fresh.db");
        assertThat(console.run("scan", "127.0.0.1:1", "--accepted", file, "--store", fresh))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(fresh).doesNotExist();
    }
}
