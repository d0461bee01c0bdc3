package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --fail-on none} nothing fails. */
class FailOnNoneTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @Test
    void scanAndReport() {
        Path store = dir.resolve("s.db");
        assertThat(console.run(
                        "scan",
                        "127.0.0.1:1",
                        "-q",
                        "--canary-listen",
                        "127.0.0.1",
                        "--store",
                        store,
                        "--fail-on",
                        "none"))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.run("report", store, "-q", "--fail-on", "none")).isEqualTo(ExitStatus.OK);
        assertThat(console.run("report", store, "-q", "--fail-on", "new:none")).isEqualTo(ExitStatus.OK);
    }

    @Test
    void config() throws IOException {
        Path file = Files.writeString(dir.resolve("squid.conf"), "http_port 3128\nhttp_access allow all\n");
        assertThat(console.run("config", file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.run("config", file, "--fail-on", "none")).isEqualTo(ExitStatus.OK);
    }

    @Test
    void log() throws IOException {
        Path file = Files.writeString(
                dir.resolve("access.log"),
                "192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"CONNECT x.example:25 HTTP/1.1\" 200 5\n");
        assertThat(console.run("log", file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.run("log", file, "--fail-on", "none")).isEqualTo(ExitStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "report", "config", "log"})
    void theHelp_namesIt(String command) {
        console.run(command, "--help");
        assertThat(console.out.toString().replaceAll("\\s+", " ")).contains("info, or none for never");
    }
}
