package relaycheck.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.scan.ManyHostsScan.ENDPOINTS;
import static relaycheck.scan.ManyHostsScan.lines;
import static relaycheck.scan.ManyHostsScan.verdicts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.real.RealServers;

/** A store on a file system of its own: too small, then large enough, then read-only. */
@Timeout(300)
class FullDiskIT {
    @TempDir
    private Path dir;

    private Path disk = Path.of(".");
    private Path store = Path.of(".");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(dir.resolve("disk"));
        store = disk.resolve("relaycheck.db");
        RealServers.assume(
                mount("size=600k", "tmpfs"),
                "no file system can be mounted here: the test of a full disk does not run");
    }

    @AfterEach
    void unmount() throws Exception {
        if (Files.exists(store)) {
            assertThat(call("umount", "--lazy", disk.toString())).isZero();
        }
    }

    @Test
    void aFullDisk_endsTheScanWithOneLine_andResumeGoesOn() throws Exception {
        try (ManyHosts hosts = ManyHosts.start()) {
            assertThat(endOf(ManyHostsScan.start(dir, hosts.port(), store))).isEqualTo(3);
            assertThat(log())
                    .containsExactly("relaycheck: the store " + store
                            + " cannot be written: the disk is full; free some room and go on with --resume");
            assertThat(mount("remount,size=60m", "tmpfs")).isTrue();
            assertThat(endOf(ManyHostsScan.start(dir, hosts.port(), store))).isEqualTo(1);
            assertThat(verdicts(dir)).hasSize(ENDPOINTS).doesNotHaveDuplicates();
            assertThat(lines(dir)).isEqualTo(ENDPOINTS);
            readOnly(hosts.port());
        }
    }

    /** What was scanned can still be read, and a scan says what is wrong. */
    private void readOnly(int port) throws Exception {
        assertThat(mount("remount,ro", "tmpfs")).isTrue();
        assertThat(endOf(ManyHostsScan.run(dir, List.of("history", store.toString()))))
                .isZero();
        assertThat(endOf(ManyHostsScan.run(dir, List.of("report", store.toString(), "-o", "again.json"))))
                .isEqualTo(1);
        assertThat(dir.resolve("again.json")).isNotEmptyFile();
        Files.delete(dir.resolve("log"));
        List<String> another = List.of("scan", "127.77.0.1", "-p", "" + port, "--store", store.toString(), "-q");
        assertThat(endOf(ManyHostsScan.run(dir, another))).isEqualTo(3);
        assertThat(log())
                .containsExactly("relaycheck: the store " + store
                        + " cannot be written: its folder is read-only or not yours; name another file");
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(dir.resolve("log"), UTF_8);
    }

    private static int endOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    private boolean mount(String options, String type) throws Exception {
        return call("mount", "-t", type, "-o", options, type, disk.toString()) == 0;
    }

    private static int call(String... words) throws Exception {
        return new ProcessBuilder(new ArrayList<>(List.of(words)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
