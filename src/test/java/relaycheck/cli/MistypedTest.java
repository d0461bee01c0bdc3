package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not meant as it was typed. */
class MistypedTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts.txt",
                "old-targets.example",
                "./targets",
                "no/such/list",
                "/no/targets",
                "../x.list",
                "10/targets"
            })
    void aFileThatIsNotThere_isSaid(String name) {
        assertThat(console.run("scan", name, "--store", dir.resolve("s.db"))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("TARGET: " + name + ": no such file", "relaycheck init");
        assertThat(console.run("scan", "127.0.0.1", "--exclude", name, "--store", dir.resolve("s.db")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("--exclude: " + name + ": no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0/30", "[::1]/128", "::1/128", "127.0.0.0/33", "http://www.example/"})
    void aPrefixOrAUrl_isTakenForNoFile(String target) {
        console.run("scan", target, "--dry-run", "--store", dir.resolve("s.db"));
        assertThat(console.err.toString()).doesNotContain("no such file");
    }

    @Test
    void anEmptyPath_isNotTheWorkingDirectory() {
        assertThat(console.run("scan", "127.0.0.1:1", "--config", "127.0.0.1=", "--store", dir.resolve("s.db")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("--config 127.0.0.1=: a path must follow");
    }

    @Test
    void aKeyThatSignsNothing_isSaid() throws IOException {
        Path key = Files.writeString(dir.resolve("key"), "0123456789abcdef0123456789abcdef");
        assertThat(console.run("scan", "127.0.0.1:1", "--notify-key-file", key, "--store", dir.resolve("s.db")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("--notify-key-file goes with --notify");
    }

    @Test
    void nothingLeftToScan_isSaidWithItsOwnReason() {
        assertThat(console.run("scan", "8.8.8.8:81", "--canary-listen", "127.0.0.1", "--store", dir.resolve("s.db")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("8.8.8.8:81: public address", "nothing is left to scan");
    }

    @Test
    void aDryRun_namesWhatIsSkippedAsItWasListed() {
        console.run("scan", "8.8.8.8", "8.8.4.4:81", "127.0.0.1", "--dry-run", "--store", dir.resolve("s.db"));
        assertThat(console.out.toString()).contains("skipped 8.8.8.8: ", "(2×)\n", "skipped 8.8.4.4: ");
    }

    @Test
    void aListOfNothing_isSaid() throws IOException {
        Path list = Files.writeString(dir.resolve("targets.txt"), "# 127.0.0.1\n\n!127.0.0.2\n");
        assertThat(console.run("scan", list, "--dry-run")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("no target is listed in " + list);
    }
}
