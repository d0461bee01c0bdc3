package relaycheck.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTest {
    @Test
    void one_isSaidOfOneAlone() {
        assertThat(Plural.of(0, "endpoint", "endpoints")).isEqualTo("0 endpoints");
        assertThat(Plural.of(1, "endpoint", "endpoints")).isEqualTo("1 endpoint");
        assertThat(Plural.of(2_000, "endpoint", "endpoints")).isEqualTo("2,000 endpoints");
    }
}
