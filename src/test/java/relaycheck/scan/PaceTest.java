package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.clock.HandTicker;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HandTicker ticker = HandTicker.still();

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 3, 7, 100, 999, 12_345.6, 1_000_000})
    void whoeverAsksWheneverTheyLike_noWindowHoldsMoreThanTheRate(double perSecond) {
        Pace pace = new Pace(ticker, perSecond);
        Random random = new Random(4711);
        long[] granted = LongStream.generate(() -> {
                    ticker.pass(
                            Duration.ofNanos((long) (random.nextInt(3) * SECOND / perSecond * random.nextDouble())));
                    return ticker.read() + pace.reserve();
                })
                .limit(2_000)
                .toArray();
        int most = (int) Math.ceil(perSecond);
        for (int i = 1; i < granted.length; i++) {
            assertThat(granted[i] - granted[i - 1]).isGreaterThanOrEqualTo((long) (SECOND / perSecond));
            assertThat(i < most || granted[i] - granted[i - most] >= SECOND * (most / perSecond) - 1)
                    .as("%s grants before %s", most, i)
                    .isTrue();
        }
    }

    @Test
    void aRateThatDoesNotDivideASecond_isNotExceededByARounding() {
        Pace pace = new Pace(ticker, 3);
        List<Long> waits = IntStream.range(0, 4).mapToObj(i -> pace.reserve()).toList();
        assertThat(waits.get(3) - waits.get(0)).isGreaterThanOrEqualTo(SECOND);
    }

    @Test
    void theFirst_goesAtOnceAndTheNextAfterItsInterval() {
        Pace pace = new Pace(ticker, 4);
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(SECOND / 4);
        assertThat(pace.reserve()).isEqualTo(SECOND / 2);
    }

    @Test
    void anIdleHour_isNotSavedUp() {
        Pace pace = new Pace(ticker, 4);
        pace.reserve();
        ticker.pass(Duration.ofHours(1));
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(SECOND / 4);
    }

    @Test
    void timeThatPasses_isTakenOffTheWait() {
        Pace pace = new Pace(ticker, 4);
        pace.reserve();
        ticker.pass(Duration.ofMillis(100));
        assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(150).toNanos());
    }

    @Test
    void noRate_neverWaits() {
        Pace pace = new Pace(ticker, 0);
        assertThat(pace.isUnlimited()).isTrue();
        assertThat(IntStream.range(0, 100).mapToLong(i -> pace.reserve()).sum()).isZero();
        assertThat(new Pace(ticker, 5_000_000_000.0).isUnlimited()).isFalse();
    }

    @Test
    void manyThreads_getPermissionsOfTheirOwn() {
        Pace pace = new Pace(ticker, 1_000);
        List<Long> waits = IntStream.range(0, 4_000)
                .parallel()
                .mapToObj(i -> pace.reserve())
                .sorted()
                .toList();
        assertThat(waits)
                .isEqualTo(LongStream.range(0, 4_000)
                        .mapToObj(i -> i * (SECOND / 1_000))
                        .toList());
    }
}
