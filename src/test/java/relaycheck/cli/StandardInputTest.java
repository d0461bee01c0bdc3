package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.Main;
import relaycheck.real.RealServers;

/** What comes by standard input, or does not. */
@Timeout(60)
class StandardInputTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    private Path dir;

    private final Console console = new Console();

    /** Java's own classes lie in its place: they were read as a list for minutes, or closed, which ended the process. */
    @ParameterizedTest
    @CsvSource({"scan, 2, standard input: it is closed", "log, 3, -: it is closed"})
    void whereItIsClosed_thatIsSaid(String command, int status, String message) throws Exception {
        RealServers.assume(Files.isExecutable(SHELL), "there is no shell: no standard input is closed");
        Process process = new ProcessBuilder(
                        SHELL.toString(),
                        "-c",
                        "exec \"$@\" <&-",
                        "sh",
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        command,
                        "-")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("relaycheck: " + message);
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(dir).isEmptyDirectory();
    }

    /** As a file is: what is half read names other hosts than were meant. */
    @Test
    void whatIsNoText_isRefused() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[] {'1', (byte) 0xff, '\n'}));
        try {
            assertThat(console.run("scan", "-")).isEqualTo(ExitStatus.USAGE);
            assertThat(console.err.toString()).startsWith("relaycheck: standard input: is not text in UTF-8");
        } finally {
            System.setIn(before);
        }
    }
}
