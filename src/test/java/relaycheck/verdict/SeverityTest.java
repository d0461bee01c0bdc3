package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    @ParameterizedTest
    @CsvSource({
        "CRITICAL, HIGH, true",
        "HIGH, HIGH, true",
        "MEDIUM, HIGH, false",
        "NONE, NONE, true",
        "NONE, INFO, false",
    })
    void isAtLeast_countsItself(Severity one, Severity other, boolean expected) {
        assertThat(one.isAtLeast(other)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NONE, none", "CRITICAL, critical"})
    void word_isLowerCase(Severity severity, String word) {
        assertThat(severity.word()).isEqualTo(word);
    }
}
