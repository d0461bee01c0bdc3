package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.real.RealServers;

/** A place of an output that takes none. */
class WhereItCannotBeWrittenTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                dir.resolve("squid.conf"),
                "192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"CONNECT x.example:25 HTTP/1.1\" 200 5\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "log"})
    void aFolderThatIsNotThere_isSaidBeforeTheWork(String command) {
        assertThat(console.run(command, file, "-o", dir.resolve("none/a.json"))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("a.json: there is no directory " + dir.resolve("none"));
        assertThat(console.out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "log"})
    void whatWasThere_isReplacedAsAWhole(String command) throws IOException {
        Path report = Files.writeString(dir.resolve("a.json"), "old");
        Path link = Files.createSymbolicLink(dir.resolve("link.json"), report);
        console.run(command, file, "-o", link);
        assertThat(Files.readString(report)).startsWith("{");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFullDevice_isSaidInOneLine() {
        RealServers.assume(Files.isWritable(FULL), "there is no /dev/full: nothing is written to it");
        Path store = dir.resolve("s.db");
        console.run("scan", "127.0.0.1:1", "-q", "--canary-listen", "127.0.0.1", "--store", store);
        assertThat(console.run("report", store, "-o", FULL, "--format", "json", "-q"))
                .isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(console.err.toString().lines())
                .containsExactly("relaycheck: /dev/full cannot be written: No space left on device");
        assertThat(console.run("config", file, "-o", FULL, "--format", "json")).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(console.err.toString().lines())
                .contains("relaycheck: /dev/full cannot be written: No space left on device");
    }
}
