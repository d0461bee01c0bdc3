package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed wrong. */
class WrongUsageTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @Test
    void everyMistakeOfTheOptions_isToldAtOnce() {
        assertThat(console.run(
                        "scan", "127.0.0.1", "--rate=x", "--in-flight=x", "--per-host=0", "--deadline=0s", "--nosuch"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString().lines())
                .containsExactly(
                        "relaycheck: --rate: \"x\" is not a rate such as 200, 0.5/s or unlimited",
                        "--in-flight: \"x\" is not a number from 1 to 2147483647",
                        "--per-host: \"0\" is not a number from 1 to 2147483647",
                        "--deadline: a time of nothing leaves none for an answer",
                        "Unknown option: '--nosuch'",
                        "Possible solutions: --notify, --notify-key-file",
                        "try: relaycheck scan --help");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scan 127.0.0.1 --in-flight 99999999999 | --in-flight: "99999999999" is not a number
            scan 127.0.0.1 --store=                | --store: the name of a file is empty
            scan 127.0.0.1 --key-file=             | --key-file: the name of a file is empty
            scan 127.0.0.1 --color=red             | --color: "red" is none of always, auto, never
            report nowhere.db --letters=            | --letters: the name of the directory is empty
            scan 127.0.0.1 --notify=ftp://x --dry-run | ftp://x is no https:// URL
            scan @no-such-options                  | TARGET: @no-such-options: no such file
            history prune --keep 0                 | --keep: "0" is not a number
            diff                                   | Missing required parameters: 'A', 'B'
            diff 1                                 | for example: relaycheck diff previous last
            config                                 | for example: relaycheck config /etc/apache2
            diff 1 2 s.db                          | one argument too many: 's.db'; a store is named by --store
            history prune s.db                     | one argument too many: 's.db'; a store is named by --store
            canary --check 127.0.0.1:1 --key-file nokey | --key-file nokey: there is no such file
            help nosuch                            | there is no such command: 'nosuch'
            scan 127.0.0.1 --source=192.0.2.1      | --source: this machine has no address 192.0.2.1
            diff 1 2 3                             | one argument too many: '3'
            sacn                                   | there is no such command: 'sacn'
            canary                                 | Missing required argument (specify one of these)
            """)
    void aMistake_isSaidInTheWordsOfTheUser(String line, String said) {
        assertThat(console.run((Object[]) line.split(" "))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .startsWith("relaycheck: ")
                .contains(said)
                .doesNotContain("Invalid value", "Error:", "Exception", "\tat ");
    }

    @Test
    void anEmptyArgument_isSaid() {
        assertThat(console.run("report", "")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("an argument is empty");
        assertThat(console.run("scan", "", "--exclude", "", "--dry-run")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains("TARGET: nothing is listed here", "--exclude: nothing is listed here")
                .doesNotContain("directory");
    }

    /** What Java reads where the locale is C, and somebody types an umlaut. */
    @Test
    void lettersThatTheLocaleDoesNotKnow_areSaidAndNotStored() {
        Path store = dir.resolve("s.db");
        assertThat(console.run("scan", "127.0.0.1:1", "--vantage", "b\uFFFD\uFFFDro", "--store", store, "--dry-run"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("set LC_ALL=C.UTF-8");
        assertThat(store).doesNotExist();
    }

    @Test
    void optionsInAFile_areReadAndAFolderInItsPlaceIsSaid() throws IOException {
        Path options = Files.writeString(dir.resolve("options"), "--dry-run\n127.0.0.1:1 127.0.0.2:1\n");
        assertThat(console.run("scan", "@" + options)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("2 endpoints on 2 addresses would be asked");
        assertThat(console.run("scan", "@" + dir)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains("TARGET: @" + dir + ": no such file")
                .doesNotContain("\tat ");
    }
}
