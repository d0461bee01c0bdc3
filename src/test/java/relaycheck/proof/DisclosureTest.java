package relaycheck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisclosureTest {
    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Host: canary.example                       | 10.9.9.9  | NAMES_NOBODY
            User-Agent: via forwarded                  | 10.9.9.9  | NAMES_NOBODY
            Host: 10.1.1.1:8471                        | 10.9.9.9  | NAMES_NOBODY
            Via: 1.1 squid                             | 10.9.9.9  | NAMES_ITSELF
            Via: 10.1.1.1                              | 10.9.9.9  | NAMES_ITSELF
            proxy-connection: keep-alive               | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: 10.1.1.1                  | 10.9.9.9  | NAMES_CLIENT
            x-forwarded-for : 10.1.1.1, 127.0.0.1      | 10.9.9.9  | NAMES_CLIENT
            X-Real-IP: fd00::9                         | 10.9.9.9  | NAMES_CLIENT
            Forwarded: for=10.1.1.1;proto=http         | 10.9.9.9  | NAMES_CLIENT
            Forwarded: proto=http;FOR="[fd00::9]:4711" | 10.9.9.9  | NAMES_CLIENT
            Forwarded: for=_hidden, for="10.1.1.1:47"  | 10.9.9.9  | NAMES_CLIENT
            Forwarded: by=10.9.9.9;proto=http          | 10.9.9.9  | NAMES_ITSELF
            Forwarded: for=unknown;by=10.9.9.9         | 10.9.9.9  | NAMES_ITSELF
            Forwarded: for="_hidden:4711"              | 10.9.9.9  | NAMES_ITSELF
            Forwarded: for="[::1]:4711";proto=http     | 10.9.9.9  | NAMES_ITSELF
            Forwarded:                                 | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: unknown                   | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: 10.1.1.1:4711             | 10.9.9.9  | NAMES_CLIENT
            X-Forwarded-For: [fd00::9]:4711            | 10.9.9.9  | NAMES_CLIENT
            X-Forwarded-For: [fd00::9]                 | 10.9.9.9  | NAMES_CLIENT
            X-Forwarded-For: 127.0.0.1:4711            | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: [::1]:4711                | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: <script>                  | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: inside.example            | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: 10.1.1.1.1                | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: unknown, 127.0.0.1        | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: unknown, 10.1.1.1         | 10.9.9.9  | NAMES_CLIENT
            X-Forwarded-For: 127.0.0.1                 | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: ::1                       | 10.9.9.9  | NAMES_ITSELF
            X-Forwarded-For: 127.0.0.1                 | 127.0.0.5 | NAMES_CLIENT
            """)
    void aField_tellsWhomTheRelayNames(String field, String source, Disclosure expected) {
        assertThat(of("GET /x/ HTTP/1.1\r\nHost: a\r\n" + field, source)).isEqualTo(expected);
        assertThat(of("GET /x/ HTTP/1.1\n" + field + "\nAccept: */*", source)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Via: 1.1 a, X-Forwarded-For: 10.1.1.1",
        "X-Forwarded-For: 10.1.1.1, Via: 1.1 a",
        "X-Forwarded-For: 127.0.0.1, X-Real-IP: 10.1.1.1",
    })
    void theMostTellingField_counts(String one, String other) {
        assertThat(of("GET / HTTP/1.1\r\n" + one + "\r\n" + other + "\r\n", "10.9.9.9"))
                .isEqualTo(Disclosure.NAMES_CLIENT);
    }

    private static Disclosure of(String head, String source) {
        return Disclosure.of(new Arrival(
                new Nonce("0".repeat(Nonce.LENGTH)),
                80,
                Instant.EPOCH,
                InetAddresses.forString(source),
                4711,
                Arrival.Protocol.HTTP,
                head));
    }
}
