package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scan that is killed again and again says in the end what an undisturbed one says. */
@Timeout(1_800)
class KillAndResumeIT {
    private static final int KILLS = Integer.getInteger("relaycheck.kills", 10);
    private static final long SEED = Long.getLong("relaycheck.seed", 20261124L);
    private static final String ADDRESSES = "127.77.0.0-127.77.3.231";
    private static final int ENDPOINTS = 2_000;

    @TempDir
    private Path dir;

    @Test
    void scanKilledManyTimes_losesNothingAndDoublesNothing() throws Exception {
        System.out.println("kills: " + KILLS + ", seed: " + SEED);
        Random random = new Random(SEED);
        try (ManyHosts hosts = ManyHosts.start()) {
            Path undisturbed = Files.createDirectory(dir.resolve("undisturbed"));
            assertThat(scan(undisturbed, hosts.port()).waitFor()).isEqualTo(1);
            Path disturbed = Files.createDirectory(dir.resolve("disturbed"));
            int killed = 0;
            while (killed < KILLS) {
                long more = random.nextInt(2 * ENDPOINTS / (KILLS + 2));
                if (!killed(scan(disturbed, hosts.port()), disturbed, more)) {
                    break;
                }
                killed++;
            }
            System.out.println("killed: " + killed + " times");
            assertThat(killed).isGreaterThan(KILLS / 3);
            assertThat(scan(disturbed, hosts.port()).waitFor()).isEqualTo(1);
            assertThat(verdicts(undisturbed)).hasSize(ENDPOINTS).doesNotHaveDuplicates();
            assertThat(verdicts(disturbed)).isEqualTo(verdicts(undisturbed));
            assertThat(lines(disturbed)).isEqualTo(ENDPOINTS);
        }
    }

    /** Kills the scan once its findings have grown by so many lines; false where it ended before. */
    private static boolean killed(Process scan, Path folder, long more) throws IOException, InterruptedException {
        long enough = lines(folder) + more;
        while (!scan.waitFor(2, TimeUnit.MILLISECONDS)) {
            if (lines(folder) >= enough) {
                scan.destroyForcibly().waitFor();
                return true;
            }
        }
        return false;
    }

    private static Process scan(Path folder, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("relaycheck.jar")));
        command.addAll(List.of("scan", ADDRESSES, "-p", "1," + port, "--resume", "--store", "relaycheck.db"));
        command.addAll(List.of("--rate", "unlimited", "--in-flight", "50", "--canary-listen", "127.0.0.1"));
        command.addAll(List.of("-q", "-o", "report.json", "-o", "findings.jsonl"));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static long lines(Path folder) throws IOException {
        Path findings = folder.resolve("findings.jsonl");
        if (!Files.exists(findings)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(findings, UTF_8)) {
            return lines.count();
        }
    }

    private static ImmutableList<String> verdicts(Path folder) throws IOException {
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("report.json"), UTF_8));
        assertThat(report.path("scan").path("complete").booleanValue()).isTrue();
        return Streams.stream(report.path("endpoints"))
                .map(each -> each.path("address").stringValue() + ":"
                        + each.path("port").intValue() + " "
                        + each.path("verdict").stringValue())
                .sorted()
                .collect(toImmutableList());
    }
}
