package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.LOOPBACK;
import static relaycheck.canary.Fixtures.NONCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.proof.Arrival;

class ArrivalLogTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void anArrival_isOneSafeLine() {
        Arrival arrival = new Arrival(
                NONCE,
                443,
                NOON,
                LOOPBACK,
                5,
                Arrival.Protocol.HTTPS,
                "GET /\u001b[2J\u0000 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(ArrivalLog.line(arrival))
                .isEqualTo("2026-11-24T12:00:00Z 127.0.0.1:5 -> 443 HTTPS GET /\\u{1b}[2J\\u{0} HTTP/1.1");
    }

    @Test
    void aLongLine_isCut() {
        Arrival arrival = new Arrival(NONCE, 80, NOON, LOOPBACK, 5, Arrival.Protocol.RAW, "x".repeat(4_000));
        assertThat(ArrivalLog.line(arrival)).hasSizeLessThan(300).endsWith("…");
    }

    @Test
    void aFullFile_isRotatedAndTheOldestGoes() throws IOException {
        Path file = folder.resolve("log");
        try (ArrivalLog log = ArrivalLog.open(file, 100)) {
            for (int i = 0; i < 12; i++) {
                log.write(Fixtures.arrival(KEY.nonce(i), new SteppingClock(), i));
            }
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("log", "log.1", "log.2", "log.3", "log.4");
        assertThat(Files.readString(file)).contains("127.0.0.1:11 ");
        assertThat(Files.readString(folder.resolve("log.4"))).contains("127.0.0.1:7 ");
    }

    @Test
    void aFileThatCannotBeRotated_losesNoMoreThanWhatComesMeanwhile() throws IOException {
        Path file = folder.resolve("log");
        Path inTheWay = Files.createDirectories(folder.resolve("log.4/full"));
        Files.writeString(folder.resolve("log.3"), "older\n");
        try (ArrivalLog log = ArrivalLog.open(file, 1_000)) {
            for (int i = 0; i < 20; i++) {
                log.write(Fixtures.arrival(KEY.nonce(i), new SteppingClock(), i));
            }
            assertThat(Files.readString(file)).doesNotContain("127.0.0.1:19 ");
            Files.delete(inTheWay);
            log.write(Fixtures.arrival(NONCE, new SteppingClock(), 20));
        }
        assertThat(Files.readString(file)).contains("127.0.0.1:20 ");
    }

    @Test
    void anExistingLog_goesOn() throws IOException {
        Path file = folder.resolve("log");
        Files.writeString(file, "before\n");
        try (ArrivalLog log = ArrivalLog.open(file)) {
            log.write(Fixtures.arrival(NONCE, new SteppingClock(), 1));
        }
        assertThat(Files.readAllLines(file)).hasSize(2).startsWith("before");
    }
}
