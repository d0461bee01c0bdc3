package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.Main;
import relaycheck.policy.PolicyFile;
import relaycheck.policy.Ruling;
import relaycheck.probe.Outcome;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.verdict.Row;
import relaycheck.verdict.Verdict;
import relaycheck.verdict.VerdictTable;

class ComfortCommandsTest {
    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    static Stream<String> words() {
        return Stream.of(
                        Arrays.stream(Verdict.values()).map(Verdict::name),
                        VerdictTable.ROWS.stream().map(Row::id),
                        Arrays.stream(Outcome.Kind.values()).map(Outcome.Kind::name),
                        Probes.ALL.stream().map(Probe::name),
                        Arrays.stream(Ruling.Kind.values()).map(Ruling.Kind::word))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordOfAReport_isExplained(String word) {
        assertThat(run("explain", word)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains(word + " (");
        assertThat(out.toString().lines().filter(line -> line.length() > 122)).isEmpty();
    }

    @Test
    void whatExplanationsPointTo_isThere() {
        assertThat(Explanations.all().stream()
                        .flatMap(each -> each.text().lines())
                        .filter(line -> line.startsWith("See: "))
                        .flatMap(line -> Arrays.stream(line.substring(5).split(", "))))
                .isNotEmpty()
                .allMatch(word -> !Explanations.of(word).isEmpty());
    }

    @Test
    void questionWithItsPort_isExplainedByItsProbe() {
        run("explain", "connect-25", "get-8471");
        assertThat(out.toString()).contains("connect (probe)", "get (probe)");
    }

    @Test
    void unknownWord_isAnsweredWithTheNearest() {
        assertThat(run("explain", "SUSPEKT")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("no word SUSPEKT; did you mean SUSPECT?");
        assertThat(run("explain")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("verdict: OPEN, SUSPECT,", "probe: get, connect,");
    }

    @Test
    void init_writesFilesThatWork() throws IOException {
        assertThat(run("init", dir)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("wrote " + dir.resolve("targets.txt"), "next: relaycheck scan");
        Path accepted = dir.resolve("accepted.toml");
        assertThat(run(
                        "scan",
                        dir.resolve("targets.txt"),
                        "--scope",
                        dir.resolve("scope.txt"),
                        "--accepted",
                        accepted,
                        "--dry-run"))
                .isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("2 endpoints on 1 address would be asked");
        String filled = Files.readString(accepted, UTF_8).replaceAll("(?m)^#(?=\\S)", "");
        assertThat(PolicyFile.parse("a", filled).problems()).isEmpty();
        assertThat(PolicyFile.parse("a", filled).value().accepted()).hasSize(1);
        assertThat(PolicyFile.parse("a", filled).value().intended()).hasSize(1);
    }

    /** Whoever follows the first steps, or a hint, finds the file that they name. */
    @Test
    void whatInitWrites_isWhatTheHelpScans() {
        run("init", dir);
        run("--help");
        run();
        run("scan");
        run("scan", "none.txt", "--store", dir.resolve("s.db"));
        assertThat(out.toString()).contains("wrote " + dir.resolve("targets.txt"), "  relaycheck scan targets.txt ");
        assertThat(err.toString().lines().filter(line -> line.contains("targets.")))
                .hasSize(3)
                .allMatch(line -> line.contains("targets.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scan", "canary", "config", "log", "report", "diff", "verify", "history", "init"})
    void help_readsWell(String command) {
        run((Object[]) (command + " --help").strip().split(" "));
        List<String> lines = out.toString().lines().toList();
        int footer = Math.max(0, lines.indexOf("First steps:"));
        assertThat(lines.subList(footer + 1, lines.size())).allMatch(line -> footer == 0 || line.startsWith("  "));
        int exit = lines.indexOf("Exit status:");
        assertThat(exit < 0 || lines.get(exit - 1).isEmpty()).isTrue();
    }

    @Test
    void init_overwritesNothing() throws IOException {
        Path targets = Files.writeString(dir.resolve("targets.txt"), "mine\n", UTF_8);
        assertThat(run("init", dir)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("left " + targets + " as it is", "wrote " + dir.resolve("scope.txt"));
        assertThat(Files.readString(targets, UTF_8)).isEqualTo("mine\n");
        assertThat(run("init", dir.resolve("nowhere"))).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void completion_completesInBash() throws Exception {
        run("completion");
        Path script = Files.writeString(dir.resolve("c.bash"), out.toString(), UTF_8);
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(relaycheck sc); COMP_CWORD=1; COMP_LINE='relaycheck sc';"
                                + " _complete_relaycheck; echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("scan");
    }

    @Test
    void manPages_haveEveryOptionOfEveryCommand() throws IOException {
        assertThat(run("man", dir)).isEqualTo(ExitStatus.OK);
        try (Stream<Path> pages = Files.list(dir)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .contains("relaycheck.1", "relaycheck-scan.1", "relaycheck-history-prune.1")
                    .doesNotContain("relaycheck-man.1");
        }
        assertThat(Files.readString(dir.resolve("relaycheck-scan.1"), UTF_8))
                .startsWith(".TH \"RELAYCHECK-SCAN\" 1")
                .contains(
                        "\n.SH OPTIONS\n",
                        "\\fB\\-\\-fail\\-on\\fR \\fISEVERITY\\fR",
                        "(default: medium)",
                        ".SH EXAMPLES")
                .doesNotContain("DEFAULT-VALUE", "null");
    }

    @ParameterizedTest
    @CsvSource({"'', xterm, true", "1, xterm, false", "'', dumb, false", "0, '', false"})
    void noColor_isHeard(String noColor, String term, boolean wanted) {
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", noColor, "TERM", term)))
                .isEqualTo(wanted);
    }

    @Test
    void colours_areWrittenWhereTheyAreAskedFor() {
        Path store = dir.resolve("s.db");
        StoredRuns.write(store, 1, "1/1", StoredRuns.at("10.0.0.1", Verdict.OPEN));
        run("report", store, "--color", "always");
        assertThat(out.toString()).contains("\u001b[1;31mOPEN critical\u001b[0m");
        out.getBuffer().setLength(0);
        run("report", store);
        assertThat(out.toString()).contains("OPEN critical").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scan", "report", "history", "diff", "verify", "init", "explain", "config", "log", "canary"})
    void examples_canBeCopied(String command) {
        Console console = new Console();
        console.run(command, "--help");
        String help = console.out.toString();
        assertThat(help.substring(Math.max(0, help.indexOf("Examples:")))
                        .lines()
                        .skip(1))
                .allMatch(line -> line.isEmpty() || line.startsWith("  "));
    }

    @Test
    void helpOfEveryNewCommand_hasExamples() {
        for (String command : List.of("explain", "init", "completion", "report", "scan", "config", "log", "canary")) {
            run("help", command);
        }
        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.startsWith("Example"))
                        .collect(Collectors.toList()))
                .hasSize(8);
    }
}
