package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            10.0.0.1,           80,    10.0.0.1:80
            ::1,                80,    [::1]:80
            FD00:0:0:0:0:0:0:A, 65535, [fd00::a]:65535
            ::ffff:10.0.0.1,    1,     10.0.0.1:1
            """)
    void endpoint_isWrittenAsInUrls(String literal, int port, String written) {
        assertThat(Endpoint.of(literal, port)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "10.1", "010.0.0.1", "www.example.com", "1.2.3.4.5"})
    void literalThatIsNone_isRefusedAndNotAskedFor(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(text, 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void portOutOfRange_isRefused(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("10.0.0.1", port));
    }

    @Test
    void nameAndZoneOfTheAddress_areLeftBehind() throws UnknownHostException {
        InetAddress named = InetAddress.getByAddress("a.example", new byte[] {10, 0, 0, 1});
        byte[] linkLocal = Endpoint.of("fe80::1", 80).address().getAddress();
        InetAddress zoned = Inet6Address.getByAddress("b.example", linkLocal, 3);

        assertThat(new Endpoint(named, 80).address()).hasToString("/10.0.0.1");
        assertThat(new Endpoint(zoned, 80))
                .isEqualTo(Endpoint.of("fe80::1", 80))
                .hasToString("[fe80::1]:80");
    }

    @Test
    void order_isIpv4FirstThenUnsignedBytesThenPort() {
        assertThat(Stream.of("::1 80", "200.0.0.1 80", "10.0.0.1 443", "10.0.0.1 80", "fe80::1 1")
                        .map(text -> text.split(" ", -1))
                        .map(parts -> Endpoint.of(parts[0], Integer.parseInt(parts[1])))
                        .sorted()
                        .map(Endpoint::toString))
                .containsExactly("10.0.0.1:80", "10.0.0.1:443", "200.0.0.1:80", "[::1]:80", "[fe80::1]:1");
    }
}
