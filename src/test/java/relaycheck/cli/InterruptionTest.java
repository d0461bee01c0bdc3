package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.real.RealServers;

/** A scan in a process of its own, interrupted. */
@Timeout(120)
class InterruptionTest {
    /** More than a pipe holds: once it is written, somebody reads. */
    private static final String COMMENTS = "# a line that says nothing\n".repeat(20_000);

    /** Long enough to be interrupted. */
    private static final String TARGETS = "127.77.0.0/16";

    private static final char CTRL_C = 3;

    @TempDir
    private Path dir;

    @Test
    void beforeAnythingIsAsked_saysSoAndIsIncomplete() throws Exception {
        Process scan = new ProcessBuilder(command("scan", "-"))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        scan.getOutputStream().write(COMMENTS.getBytes(UTF_8));
        scan.getOutputStream().flush();
        scan.toHandle().destroy();
        assertThat(new String(scan.getInputStream().readAllBytes(), UTF_8))
                .endsWith("relaycheck: interrupted before anything was asked" + System.lineSeparator());
        assertThat(scan.waitFor()).isEqualTo(ExitStatus.INCOMPLETE);
    }

    @Test
    void ctrlC_onATerminal_endsWithTheReport() throws Exception {
        Process scan = onATerminal("scan", TARGETS, "-p", "1", "--rate", "20", "--canary-listen", "127.0.0.1");
        StringBuilder said = new StringBuilder();
        read(scan.getInputStream(), said, "open 0");
        scan.getOutputStream().write(CTRL_C);
        scan.getOutputStream().flush();
        read(scan.getInputStream(), said, "to the end");
        assertThat(said.toString())
                .containsSubsequence(
                        "the scan was not completed",
                        "UNREACHABLE; 0 skipped",
                        "relaycheck: interrupted; go on with the same command and --resume");
        assertThat(scan.waitFor()).isEqualTo(ExitStatus.INCOMPLETE);
    }

    @Test
    void onATerminal_nothingIsWrittenOverTheReport() throws Exception {
        Process scan = onATerminal("scan", "127.77.0.1", "-p", "1", "--canary-listen", "127.0.0.1");
        StringBuilder said = new StringBuilder();
        read(scan.getInputStream(), said, "to the end");
        assertThat(said.toString().strip()).endsWith("1 endpoint: 1 UNREACHABLE; 0 skipped");
        assertThat(scan.waitFor()).isZero();
    }

    /** As by Ctrl-Z and fg: the peer answers meanwhile, and longer than its deadline. */
    @Test
    void aScanThatWasStopped_takesItsOwnSleepForNobodysSilence() throws Exception {
        RealServers.assume(Files.isExecutable(Path.of("/bin/kill")), "no kill(1): a stopped scan is not tried");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch asleep = new CountDownLatch(1);
        try (RawPeer peer = RawPeer.of(
                new PeerStep.Expect(),
                new PeerStep.Do(asked::countDown),
                new PeerStep.Do(() -> Uninterruptibles.awaitUninterruptibly(asleep)),
                new PeerStep.Say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))) {
            Process scan = new ProcessBuilder(command(
                            "scan",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(peer.port()),
                            "--deadline",
                            "2s",
                            "--canary-listen",
                            "127.0.0.1"))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .start();
            asked.await();
            signal("-STOP", scan);
            asleep.countDown();
            boolean ended = scan.waitFor(4, TimeUnit.SECONDS); // asleep for twice its deadline
            signal("-CONT", scan);
            assertThat(ended).isFalse();
            assertThat(new String(scan.getInputStream().readAllBytes(), UTF_8)).contains("1 NOT_A_RELAY");
            assertThat(scan.waitFor()).isZero();
        }
    }

    private static void signal(String signal, Process process) throws Exception {
        int status = new ProcessBuilder("/bin/kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    /**
     * A program of most systems gives the process a terminal. Its shell makes way for the scan: one that waited for it
     * would get the same Ctrl-C, and which status it ends with then is each shell's own choice.
     */
    private Process onATerminal(String... arguments) throws IOException {
        RealServers.assume(
                Files.isExecutable(Path.of("/usr/bin/script"))
                        && System.getProperty("os.name").equals("Linux"),
                "script is not installed: a scan on a terminal is not tried");
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/script", "-qec", "exec " + String.join(" ", command(arguments)), "/dev/null")
                .directory(dir.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("NO_COLOR", "1");
        return builder.start();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                "relaycheck.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void read(InputStream in, StringBuilder said, String until) throws IOException {
        int next = in.read();
        while (next >= 0) {
            said.append((char) next);
            if (said.indexOf(until, Math.max(0, said.length() - until.length())) >= 0) {
                return;
            }
            next = in.read();
        }
    }
}
