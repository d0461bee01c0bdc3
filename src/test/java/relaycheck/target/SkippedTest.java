package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkippedTest {
    @Test
    void whatStandsForMany_countsAsMany() {
        Skipped kind = new Skipped("10.0.0.0/16", Optional.empty(), "not yours");
        assertThat(kind.count()).isEqualTo(1);
        assertThat(Skipped.more(kind, 65_436).count()).isEqualTo(65_436);
        assertThat(Skipped.more(kind, 65_436).why()).isEqualTo("65436 more endpoints of it: not yours");
        assertThat(Skipped.more(kind, 65_436).kind()).isEqualTo(kind).isEqualTo(kind.kind());
    }

    @ParameterizedTest
    @CsvSource({"many more endpoints of it: x", "' more endpoints of it: x'", "99999999999 more endpoints of it: x"})
    void whatOnlyLooksLikeANumber_countsAsOne(String why) {
        assertThat(new Skipped("x", Optional.empty(), why).count()).isEqualTo(1);
    }
}
