package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.scan.ManyHostsScan.ENDPOINTS;
import static relaycheck.scan.ManyHostsScan.connections;
import static relaycheck.scan.ManyHostsScan.lines;
import static relaycheck.scan.ManyHostsScan.verdicts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scan that is killed again and again says in the end what an undisturbed one says, and what it all cost. */
@Timeout(1_800)
class KillAndResumeIT {
    private static final int KILLS = Integer.getInteger("relaycheck.kills", 10);
    private static final long SEED = Long.getLong("relaycheck.seed", 20261124L);

    @TempDir
    private Path dir;

    @Test
    void scanKilledManyTimes_losesNothingAndDoublesNothing() throws Exception {
        System.out.println("kills: " + KILLS + ", seed: " + SEED);
        Random random = new Random(SEED);
        try (ManyHosts hosts = ManyHosts.start()) {
            Path undisturbed = Files.createDirectory(dir.resolve("undisturbed"));
            assertThat(scan(undisturbed, hosts.port()).waitFor()).isEqualTo(1);
            int killed = 0;
            for (int round = 1; killed < KILLS; round++) {
                Path disturbed = Files.createDirectory(dir.resolve("disturbed-" + round));
                long before = hosts.connections();
                killed += killUntilItEnds(disturbed, hosts.port(), random, KILLS - killed);
                long counted = hosts.connections() - before;
                assertThat(connections(disturbed))
                        .as("all but what each kill left uncommitted, which is a fiftieth as a rule")
                        .isBetween(counted / 2, counted);
                assertThat(verdicts(disturbed)).isEqualTo(verdicts(undisturbed));
                assertThat(lines(disturbed)).isEqualTo(ENDPOINTS);
                System.out.println("killed " + killed + " times in " + round + " scans");
            }
            assertThat(verdicts(undisturbed)).hasSize(ENDPOINTS).doesNotHaveDuplicates();
        }
    }

    /** Kills a scan and goes on with it, at most so often, until it comes to its end; returns how often it was killed. */
    private static int killUntilItEnds(Path folder, int port, Random random, int most)
            throws IOException, InterruptedException {
        int killed = 0;
        while (killed < most && killed(scan(folder, port), folder, random.nextInt(2 * ENDPOINTS / (KILLS + 2)))) {
            killed++;
        }
        assertThat(killed).isPositive();
        assertThat(scan(folder, port).waitFor()).isEqualTo(1);
        return killed;
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
        return ManyHostsScan.start(folder, port, folder.resolve("relaycheck.db"));
    }
}
