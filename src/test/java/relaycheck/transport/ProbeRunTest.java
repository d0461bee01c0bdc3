package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRunTest {
    @ParameterizedTest
    @CsvSource({"PT10S, PT2S", "PT4S, PT2S", "PT3S, PT1.5S", "PT1S, PT0.5S"})
    void lastWords_takeTwoSecondsAndNeverMoreThanHalfTheTime(Duration deadline, Duration lastWords) {
        assertThat(ProbeRun.lastWords(deadline)).isEqualTo(lastWords);
    }
}
