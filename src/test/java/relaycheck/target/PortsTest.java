package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80                 | 80
            8080,80            | 80,8080
            80,80              | 80
            8000-8003          | 8000-8003
            8002-8003,80,8001  | 80,8001-8003
            1,65535            | 1,65535
            5-5                | 5
            """)
    void ports_areOrderedAndOnceEach(String text, String written) {
        assertThat(Ports.parse(text)).hasToString(written).isEqualTo(Ports.parse(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''          | "" is not a port
            0           | 0 is not a port
            65536       | 65536 is not a port
            80,         | "" is not a port
            http        | "http" is not a port
            90-80       | ends before it starts
            -80         | "-80" is not a port
            80 81       | "80 81" is not a port
            +80         | "+80" is not a port
            ٨٠          | is not a port
            99999999999 | is not a port
            1-65536     | 65536 is not a port
            """)
    void whatIsNoPort_isRefusedWithTheReason(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ports.parse(text)).withMessageContaining(message);
    }

    @Test
    void union_holdsThePortsOfBoth() {
        assertThat(Ports.union(List.of(Ports.of(80, 443), Ports.of(8080, 80)))).isEqualTo(Ports.of(80, 443, 8080));
        assertThat(Ports.union(List.of(Ports.of(80)))).isEqualTo(Ports.of(80));
        assertThat(Ports.of(80).contains(81)).isFalse();
        assertThat(Ports.of(80, 81).contains(81)).isTrue();
    }
}
