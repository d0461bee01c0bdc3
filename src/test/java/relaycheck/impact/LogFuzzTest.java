package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** Broken in whatever way, a log is read to its end and nothing is lost from the count. */
class LogFuzzTest {
    private static final ImmutableList<String> SEEDS = ImmutableList.of(
            "3proxy-open.log",
            "apache-open.log",
            "dante-open.log",
            "haproxy-reverse.log",
            "nginx-plain.log",
            "privoxy-open.log",
            "squid-open.log",
            "tinyproxy-open.log",
            "use-and-attempt.log");
    private static final int MUTANTS = 500;
    private static final String FORMAT = "%h %l %u %t \"%r\" %>s %b \"%{a}i\" %m %U";
    private static final String JSON =
            "{\"ts\":1795527252.5,\"request\":{\"remote_ip\":\"192.0.2.1\",\"method\":\"GET\",\"uri\":\"http://a.example/\"},\"status\":404}\n";

    private final Mutants mutants = new Mutants();

    @Test
    void aBrokenLog_isReadToItsEndAndEveryLineCounts() throws IOException {
        List<byte[]> logs = new ArrayList<>();
        for (String file : SEEDS) {
            logs.add((TallyTest.resource(file) + JSON).getBytes(UTF_8));
        }
        for (int i = 0; i < MUTANTS; i++) {
            byte[] log = mutants.of(logs);
            if (log.length > 0) {
                read(i, log);
            }
        }
    }

    @Test
    void formatsAndPrefixes_areReadOrRefused() {
        mutants.each(
                2_000,
                ImmutableList.of(FORMAT, "$remote_addr [$time_local] \"$request\""),
                text -> assertThat(LogFormats.of(text)).isNotNull());
        mutants.each(
                2_000,
                ImmutableList.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.1"),
                text -> assertThat(Insiders.of(ImmutableList.of(text)).isOutside("8.8.8.8"))
                        .isIn(true, false));
    }

    @Test
    void times_areReadOrNone() {
        LogClock clock = new LogClock(ZoneOffset.UTC, Instant.parse("2026-11-24T14:00:00Z"));
        mutants.each(
                2_000,
                ImmutableList.of("[24/Nov/2026:14:00:00 +0000]", "2026-11-24T14:00:00.5+01:00", "1795527252.5"),
                text -> assertThatCode(() -> AnyTime.read(text, clock)).doesNotThrowAnyException());
    }

    private void read(int round, byte[] log) throws IOException {
        Tally tally = new Tally(Insiders.of(ImmutableList.of()), ImmutableList.of());
        tally.begin("a.log");
        tally.add(LineScanner.scan(
                log,
                log.length,
                round % 4 == 0 ? LogFormats.of(FORMAT) : LogFormats.detect(),
                ZoneOffset.UTC,
                Instant.parse("2026-11-24T14:00:00Z")));
        Impact impact = tally.finish();
        StringBuilder report = new StringBuilder();
        ImpactFormats.text().write(impact, report);
        assertThat(impact.lines()).as("round %d", round).isEqualTo(lines(log));
        assertThat(report.chars().filter(c -> c < ' ' && c != '\n' || c == 0x7f || c == 0x9b))
                .isEmpty();
    }

    private static long lines(byte[] bytes) {
        long lines = 0;
        for (byte one : bytes) {
            lines += one == '\n' ? 1 : 0;
        }
        return bytes[bytes.length - 1] == '\n' ? lines : lines + 1;
    }
}
