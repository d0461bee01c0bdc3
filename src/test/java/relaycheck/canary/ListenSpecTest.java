package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenSpecTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            443,              -,         443
            65535,            -,         65535
            127.0.0.1,        127.0.0.1, -
            127.0.0.1:80,     127.0.0.1, 80
            ::1,              ::1,       -
            [::1],            ::1,       -
            [::1]:25,         ::1,       25
            2001:db8::25,     2001:db8::25, -
            """)
    void aForm_isUnderstood(String text, String address, Integer port) {
        ListenSpec spec = ListenSpec.parse(text).get(0);
        assertThat(spec.address().map(InetAddress::getHostAddress).map(InetAddresses::forString))
                .isEqualTo(Optional.ofNullable(address).map(InetAddresses::forString));
        assertThat(spec.port().isPresent() ? spec.port().getAsInt() : null).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "80,",
                "0",
                "65536",
                "-1",
                "+80",
                "080808",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:http",
                "10.1:80",
                "300.1.1.1",
                "[127.0.0.1]:80",
                "[::1",
                "::1]:80",
                "localhost",
                "localhost:80",
                "127.0.0.1:80:80",
                "80 443",
                "٨٠"
            })
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ListenSpec.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aList_keepsItsOrder() {
        assertThat(ListenSpec.parse("443, 80,127.0.0.1:25"))
                .extracting(spec -> spec.port().getAsInt())
                .containsExactly(443, 80, 25);
    }
}
