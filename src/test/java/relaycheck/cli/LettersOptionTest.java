package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;
import relaycheck.verdict.Verdict;

class LettersOptionTest {
    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path store;
    private Path letters;

    @BeforeEach
    void twoWeeks() {
        store = dir.resolve("s.db");
        letters = dir.resolve("some/letters");
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 2, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.2", Verdict.NOT_A_RELAY));
    }

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void letters_areTwoFilesAnOwner_andStderrSaysWhich() throws IOException {
        assertThat(run("report", store, "-q", "--letters", letters)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(letters).isDirectoryContaining("glob:**.md").isDirectoryContaining("glob:**.html");
        try (var files = Files.list(letters)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("web-team-4711.md", "web-team-4711.html");
        }
        assertThat(Files.readString(letters.resolve("web-team-4711.md")))
                .contains("10.0.0.1:80", "Known since")
                .doesNotContain("10.0.0.2");
        assertThat(err.toString())
                .isEqualTo("relaycheck: wrote " + letters + "/web-team-4711.md and .html for web team, #4711"
                        + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void language_isThatOfTheReport() throws IOException {
        run("report", store, "-q", "--letters", letters, "--lang", "ja");
        assertThat(Files.readString(letters.resolve("web-team-4711.html"))).contains("<html lang=\"ja\">", "閉じ方");
    }

    @Test
    void nothingToDo_isNoLetterAndNoDirectory() {
        write(store, 3, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
        assertThat(run("report", store, "-q", "--letters", letters)).isEqualTo(ExitStatus.OK);
        assertThat(letters).doesNotExist();
        assertThat(err.toString())
                .isEqualTo("relaycheck: no letters: no owner has anything to do" + System.lineSeparator());
    }

    /** Who sends whatever lies there would write again to an owner who has closed the relay. */
    @Test
    void lettersOfAnEarlierReport_areNamed() throws IOException {
        run("report", store, "-q", "--letters", letters);
        Files.writeString(letters.resolve("notes.md"), "mine");
        String earlier = "relaycheck: warning: " + letters + " holds 1 letter of an earlier report too: web-team-4711";
        assertThat(err.toString()).doesNotContain("earlier report");
        write(store, 3, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
        run("report", store, "-q", "--letters", letters);
        assertThat(err.toString().lines()).endsWith("relaycheck: no letters: no owner has anything to do", earlier);
        run("report", store, "-q", "--letters", letters, "--run", "previous");
        assertThat(err.toString().lines()).last().asString().startsWith("relaycheck: wrote ");
    }

    @Test
    void symbolicLinkInTheDirectory_isReplacedAndNotFollowed() throws IOException {
        Files.createDirectories(letters);
        Path outside = Files.writeString(dir.resolve("outside"), "untouched");
        Path link = Files.createSymbolicLink(letters.resolve("web-team-4711.md"), outside);
        assertThat(run("report", store, "-q", "--letters", letters)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(outside).hasContent("untouched");
        assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void placeThatIsNone_isWrongUsageBeforeAnythingIsWritten() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        Path report = dir.resolve("r.json");
        assertThat(run("report", store, "-o", report, "--letters", file)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains("--letters: " + file + " is no directory")
                .doesNotContain("\tat ");
        assertThat(report).doesNotExist();
    }

    @Test
    void letterThatCannotBeWritten_saysSo() throws IOException {
        Files.createDirectories(letters.resolve("web-team-4711.md/x"));
        assertThat(run("report", store, "-q", "--letters", letters)).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(err.toString())
                .contains("web-team-4711.md cannot be written")
                .doesNotContain("\tat ");
    }
}
