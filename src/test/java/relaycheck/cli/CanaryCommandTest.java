package relaycheck.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.Main;
import relaycheck.peer.FreePort;

@Timeout(60)
class CanaryCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path key;

    @BeforeEach
    void name() {
        key = folder.resolve("key");
    }

    @Test
    void aCanary_saysWhereItListensAnswersACheckAndEndsWithASummary() throws Exception {
        int port = FreePort.next();
        PipedWriter said = new PipedWriter();
        Scanner lines = new Scanner(new PipedReader(said, 65_536));
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Path log = folder.resolve("log");
        Thread canary = new Thread(() -> status.complete(Main.run(
                new PrintWriter(said, true),
                new PrintWriter(err, true),
                "canary",
                "--listen",
                "127.0.0.1:" + port,
                "--key-file",
                key.toString(),
                "--log",
                log.toString())));
        canary.start();
        assertThat(lines.nextLine()).isEqualTo("canary: listening on 127.0.0.1:" + port);

        assertThat(run("canary", "--check", "127.0.0.1:" + port, "--key-file", key.toString()))
                .isEqualTo(ExitStatus.OK);
        assertThat(out)
                .hasToString("127.0.0.1:" + port + ": the canary answers, with our key" + System.lineSeparator());
        // the port's own check, and the one that asks how a request arrives
        assertThat(lines.nextLine()).contains(" -> " + port + " HTTP GET /");
        assertThat(lines.nextLine()).contains(" -> " + port + " HTTP GET /");

        canary.interrupt();
        assertThat(lines.nextLine()).isEqualTo("canary: ends; arrivals: 2, ports: 1");
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(ExitStatus.OK);
        assertThat(Files.readAllLines(log)).hasSize(2);
    }

    @Test
    void whereNothingListens_aCheckSaysSo() throws IOException {
        writeKey("ab".repeat(32) + "\n", "rw-------");
        assertThat(run("canary", "--check", "127.0.0.1:" + FreePort.next(), "--key-file", key.toString()))
                .isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(out.toString()).contains(": no answer: ");
    }

    @Test
    void aTakenPort_endsACanaryThatHasNoOther() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddresses.forString("127.0.0.1"))) {
            String place = "127.0.0.1:" + other.getLocalPort();
            assertThat(run("canary", "--listen", place, "--key-file", key.toString()))
                    .isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(err.toString())
                    .contains(place + ": not listening: another program listens there", "the canary listens nowhere");
        }
    }

    @Test
    void aKeyThatOthersCanRead_isRefused() throws IOException {
        writeKey("ab".repeat(32) + "\n", "rw-r--r--");
        assertThat(run("canary", "--listen", "127.0.0.1:1", "--key-file", key.toString()))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("chmod 600 " + key).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --listen=http                       | --listen: http is not ADDRESS, PORT or ADDRESS:PORT
            --listen=70000                      | --listen: 70000: a port is 1 to 65535
            --check=127.0.0.1                   | --check: 127.0.0.1 is not HOST:PORT[,PORT...]
            --check=127.0.0.1:0                 | --check: 127.0.0.1:0: a port is 1 to 65535
            --check=127.0.0.1:80,               | --check: 127.0.0.1:80,: a port is 1 to 65535
            --check=nowhere.invalid:80          | --check: nowhere.invalid does not resolve
            --check=127.0.0.1:1 --listen=80     | mutually exclusive
            --log=x                             | --listen
            """)
    void wrongUsage_isTold(String options, String message) throws IOException {
        writeKey("ab".repeat(32) + "\n", "rw-------");
        String[] arguments = ("canary --key-file=" + key + " " + options).split(" ");
        assertThat(run(arguments)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private void writeKey(String text, String permissions) throws IOException {
        Files.write(key, text.getBytes(US_ASCII));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
    }
}
