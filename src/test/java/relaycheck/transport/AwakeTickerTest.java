package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.clock.HandTicker;

class AwakeTickerTest {
    private final HandTicker clock = HandTicker.still();
    private final AwakeTicker ticker = new AwakeTicker(clock);
    private final long began = ticker.read();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "49, 49", "50, 50", "249, 249", "250, 250", "251, 250", "60000, 250"})
    void noMoreThanAQuarterOfASecond_passesBetweenTwoLooks(long millis, long counted) {
        clock.pass(Duration.ofMillis(millis));
        assertThat(passed()).isEqualTo(counted);
        assertThat(passed()).isEqualTo(counted);
    }

    @Test
    void timeThatIsLookedAt_passesAsItIs() {
        for (int i = 0; i < 600; i++) {
            clock.pass(Duration.ofMillis(100));
            assertThat(passed()).isEqualTo(100 * (i + 1));
        }
    }

    @Test
    void eachSleep_isLeftOut() {
        clock.pass(Duration.ofMinutes(1));
        assertThat(passed()).isEqualTo(250);
        clock.pass(Duration.ofMillis(100));
        assertThat(passed()).isEqualTo(350);
        clock.pass(Duration.ofHours(1));
        assertThat(passed()).isEqualTo(600);
    }

    @Test
    void theSystemsTime_isLookedAtByItself() throws Exception {
        try (AwakeTicker system = AwakeTicker.start()) {
            Thread looking = thread();
            long start = system.read();
            while (system.read() - start < Duration.ofMillis(400).toNanos()) {
                Thread.onSpinWait();
            }
            assertThat(looking.isAlive()).isTrue();
            assertThat(looking.isDaemon()).isTrue();
            system.close();
            looking.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(looking.isAlive()).isFalse();
        }
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relaycheck-awake"))
                .findAny()
                .orElseThrow();
    }

    private long passed() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.read() - began);
    }
}
