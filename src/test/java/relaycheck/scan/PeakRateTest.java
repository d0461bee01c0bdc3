package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relaycheck.clock.HandTicker;

class PeakRateTest {
    private final HandTicker ticker = HandTicker.still();
    private final PeakRate rate = new PeakRate(ticker);

    @Test
    void nothing_hasNoPeak() {
        assertThat(rate.most()).isZero();
    }

    @Test
    void whatComesWithinASecond_isAddedUp() {
        count(10);
        ticker.pass(Duration.ofMillis(900));
        count(5);
        assertThat(rate.most()).isEqualTo(15);
    }

    @Test
    void whatComesASecondLater_isNot() {
        count(10);
        ticker.pass(Duration.ofSeconds(1));
        count(5);
        assertThat(rate.most()).isEqualTo(10);
    }

    @Test
    void whatLeavesTheWindow_isTakenOffBitByBit() {
        for (int tenth = 0; tenth < 30; tenth++) {
            count(1);
            ticker.pass(Duration.ofMillis(100));
        }
        assertThat(rate.most()).isEqualTo(10);
    }

    @Test
    void thePeak_staysWhenItIsOver() {
        count(7);
        ticker.pass(Duration.ofDays(400));
        count(1);
        ticker.pass(Duration.ofMillis(300));
        count(2);
        assertThat(rate.most()).isEqualTo(7);
    }

    @Test
    void aLaterPeak_takesItsPlace() {
        count(2);
        ticker.pass(Duration.ofHours(3));
        count(2);
        ticker.pass(Duration.ofMillis(500));
        count(2);
        assertThat(rate.most()).isEqualTo(4);
    }

    @Test
    void whatIsTakenBack_neverWas() {
        count(10);
        ticker.pass(Duration.ofMillis(200));
        rate.takeBack();
        count(3);
        assertThat(rate.most()).isEqualTo(12);
        ticker.pass(Duration.ofMillis(100));
        rate.takeBack();
        count(2);
        assertThat(rate.most()).isEqualTo(13);
    }

    @Test
    void nothing_cannotBeTakenBack() {
        rate.takeBack();
        count(1);
        assertThat(rate.most()).isEqualTo(1);
    }

    @Test
    void whatIsForgotten_countsNoMore() {
        count(10);
        ticker.pass(Duration.ofSeconds(2));
        count(5);
        rate.forget();
        count(1);
        assertThat(rate.most()).isEqualTo(1);
        ticker.pass(Duration.ofSeconds(1));
        count(4);
        assertThat(rate.most()).isEqualTo(4);
    }

    @Test
    void manyThreads_areAllCounted() {
        IntStream.range(0, 5_000).parallel().forEach(i -> rate.count());
        assertThat(rate.most()).isEqualTo(5_000);
    }

    private void count(int times) {
        for (int i = 0; i < times; i++) {
            rate.count();
        }
    }
}
