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
    @CsvSource({
        "11.0.0.0/24, add --own 11.0.0.0/24 or not",
        "11.0.0.7-11.0.0.9, add --own 11.0.0.7-11.0.0.9 or not",
        "11.0.0.7, add --own 11.0.0.7 or not",
        "www.example.com, add --own 11.0.0.7 or not"
    })
    void whatWouldHelp_isSaidOfAllThatWasListed(String listed, String why) {
        Skipped skipped = Skipped.of(Endpoint.of("11.0.0.7", 80), "add --own 11.0.0.7 or not");
        assertThat(skipped.listedAs(TargetSpec.parse(listed))).isEqualTo(new Skipped(listed, skipped.endpoint(), why));
    }

    @ParameterizedTest
    @CsvSource({"many more endpoints of it: x", "' more endpoints of it: x'", "99999999999 more endpoints of it: x"})
    void whatOnlyLooksLikeANumber_countsAsOne(String why) {
        assertThat(new Skipped("x", Optional.empty(), why).count()).isEqualTo(1);
    }
}
