package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.clock.HandTicker;

class ClockworkTest {
    private final HandTicker ticker = HandTicker.still();
    private final Clockwork clockwork = new Clockwork(ticker);

    @BeforeEach
    void begin() {
        clockwork.endAfter(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"0, false, false", "7999, false, false", "8000, true, false", "9999, true, false", "10000, true, true"})
    void aRun_turnsQuietTwoSecondsBeforeItsEnd(long millis, boolean quiet, boolean over) {
        ticker.pass(Duration.ofMillis(millis));
        assertThat(clockwork.turnsQuiet()).isEqualTo(quiet);
        assertThat(clockwork.deadlinePassed()).isEqualTo(over);
    }

    @Test
    void aShortRun_turnsQuietHalfWay() {
        clockwork.endAfter(Duration.ofSeconds(2));
        ticker.pass(Duration.ofMillis(999));
        assertThat(clockwork.turnsQuiet()).isFalse();
        ticker.pass(Duration.ofMillis(1));
        assertThat(clockwork.turnsQuiet()).isTrue();
    }

    @Test
    void quietAndWakeUp_areToldOnce() {
        clockwork.wakeAfter(Duration.ofSeconds(1));
        ticker.pass(Duration.ofSeconds(9));
        assertThat(clockwork.turnsQuiet()).isTrue();
        assertThat(clockwork.turnsQuiet()).isFalse();
        assertThat(clockwork.wakes()).isTrue();
        assertThat(clockwork.wakes()).isFalse();
    }

    @Test
    void aWakeUp_isToldWhenItIsDueHoweverOftenItIsAskedFor() {
        clockwork.wakeAfter(Duration.ofSeconds(1));
        assertThat(clockwork.wakes()).isFalse();
        ticker.pass(Duration.ofMillis(999));
        assertThat(clockwork.wakes()).isFalse();
        ticker.pass(Duration.ofMillis(1));
        assertThat(clockwork.wakes()).isTrue();
    }

    @Test
    void whatIsDueFirst_isWaitedFor() {
        assertThat(clockwork.untilNext()).isEqualTo(Duration.ofSeconds(8));
        clockwork.wakeAfter(Duration.ofSeconds(3));
        assertThat(clockwork.untilNext()).isEqualTo(Duration.ofSeconds(3));
        clockwork.wakeAfter(Duration.ofSeconds(9));
        assertThat(clockwork.untilNext()).isEqualTo(Duration.ofSeconds(8));
        ticker.pass(Duration.ofSeconds(8));
        assertThat(clockwork.turnsQuiet()).isTrue();
        assertThat(clockwork.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTimeThatIsOver_isNeverZero() {
        ticker.pass(Duration.ofSeconds(11));
        assertThat(clockwork.untilNext()).isEqualTo(Duration.ofMillis(1));
        assertThat(clockwork.remaining()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void aRestart_forgetsWhatWasBefore() {
        clockwork.wakeAfter(Duration.ofSeconds(1));
        ticker.pass(Duration.ofSeconds(11));
        clockwork.restart();
        clockwork.endAfter(Duration.ofSeconds(10));
        assertThat(clockwork.deadlinePassed()).isFalse();
        assertThat(clockwork.wakes()).isFalse();
        assertThat(clockwork.turnsQuiet()).isFalse();
        assertThat(clockwork.elapsed()).isEqualTo(Duration.ZERO);
    }
}
