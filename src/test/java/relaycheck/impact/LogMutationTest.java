package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken in whatever way, a log is read to its end and nothing is lost from the count. */
class LogMutationTest {
    private static final ImmutableList<String> SEEDS = ImmutableList.of(
            "apache-open.log",
            "haproxy-reverse.log",
            "nginx-plain.log",
            "squid-open.log",
            "tinyproxy-open.log",
            "use-and-attempt.log");
    private static final String JSON =
            "{\"ts\":1795527252.5,\"request\":{\"remote_ip\":\"192.0.2.1\",\"method\":\"GET\",\"uri\":\"http://a.example/\"},\"status\":404}\n";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedLog_neverThrowsAndEveryLineIsCounted(long seed) throws IOException {
        Random random = new Random(seed);
        for (String file : SEEDS) {
            byte[] original = (TallyTest.resource(file) + JSON).getBytes(UTF_8);
            for (int round = 0; round < 300; round++) {
                byte[] mutated = mutate(original, random);
                Tally tally = new Tally(Insiders.of(ImmutableList.of()), ImmutableList.of());
                tally.begin(file);
                Extract extract = LineScanner.scan(
                        mutated,
                        mutated.length,
                        formats(random),
                        ZoneOffset.UTC,
                        Instant.parse("2026-11-24T14:00:00Z"));
                tally.add(extract);
                Impact impact = tally.finish();
                StringBuilder report = new StringBuilder();
                ImpactFormats.text().write(impact, report);
                assertThat(impact.lines())
                        .as("seed %d, %s, round %d", seed, file, round)
                        .isEqualTo(lines(mutated));
                assertThat(report.chars().filter(c -> c < ' ' && c != '\n' || c == 0x7f || c == 0x9b))
                        .isEmpty();
            }
        }
    }

    private static LogFormats formats(Random random) {
        return random.nextInt(4) == 0
                ? LogFormats.of("%h %l %u %t \"%r\" %>s %b \"%{a}i\" %m %U")
                : LogFormats.detect();
    }

    private static byte[] mutate(byte[] original, Random random) {
        int from = random.nextInt(original.length);
        int length = random.nextInt(original.length - from) + 1;
        byte[] bytes = new byte[length];
        System.arraycopy(original, from, bytes, 0, length);
        for (int i = random.nextInt(20); i > 0; i--) {
            int at = random.nextInt(length);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) "\" []{}:/\\-\n\r".charAt(random.nextInt(12));
                case 2 -> bytes[random.nextInt(length)];
                default -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
            };
        }
        return bytes;
    }

    private static long lines(byte[] bytes) {
        long lines = 0;
        for (byte one : bytes) {
            lines += one == '\n' ? 1 : 0;
        }
        return bytes[bytes.length - 1] == '\n' ? lines : lines + 1;
    }
}
