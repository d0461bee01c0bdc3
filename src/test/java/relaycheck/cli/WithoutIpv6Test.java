package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;
import relaycheck.peer.FreePort;

/** A machine without IPv6, as Java sees it. */
@Timeout(60)
class WithoutIpv6Test {
    @TempDir
    private Path dir;

    /** The scan ended with "null" before. */
    @Test
    void whatIsListedInIpv6_isSkippedForAReason() throws Exception {
        int free = FreePort.next();
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "scan",
                        "[::1]:" + free,
                        "--canary-listen",
                        Integer.toString(free),
                        "--progress",
                        "never")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("[::1]:" + free + ": the canary has no address that it could be asked for;")
                .contains("nothing is left to scan");
        assertThat(process.waitFor()).isEqualTo(ExitStatus.USAGE);
    }
}
