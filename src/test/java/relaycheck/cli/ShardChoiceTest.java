package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.target.Shard;

class ShardChoiceTest {
    @ParameterizedTest
    @CsvSource({"job/8, 0, 1/8", "job/8, 7, 8/8", "job/1, 0, 1/1", "2/8, 5, 2/8"})
    void podOfAJob_scansThePartAfterItsIndex(String text, String index, String part) {
        assertThat(ShardChoice.of(text, Map.of("JOB_COMPLETION_INDEX", index))).hasToString(part);
    }

    @ParameterizedTest
    @CsvSource({
        "job/8, 8,    1 <= i <= n",
        "job/8, '',   needs JOB_COMPLETION_INDEX",
        "job/8, '-1', needs JOB_COMPLETION_INDEX",
        "job/,  0,    is not a shard",
        "jobs,  0,    is not a shard"
    })
    void whatIsNoPart_isSaid(String text, String index, String why) {
        assertThatThrownBy(() -> ShardChoice.of(text, Map.of("JOB_COMPLETION_INDEX", index)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void outsideOfAJob_onlyTheNumbersCount() {
        assertThat(ShardChoice.of("1/1", Map.of())).isEqualTo(Shard.ALL);
        assertThatThrownBy(() -> ShardChoice.of("job/8", Map.of())).hasMessageContaining("JOB_COMPLETION_INDEX");
    }
}
