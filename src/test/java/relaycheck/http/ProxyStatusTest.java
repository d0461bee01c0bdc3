package relaycheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.fuzz.Mutants;

class ProxyStatusTest {
    @ParameterizedTest
    @EnumSource
    void word_namesItsStatus(ProxyStatus status) {
        assertThat(ProxyStatus.of(status.word())).hasValue(status);
        assertThat(status.word()).matches("[a-z]+(_[a-z]+)+");
    }

    @Test
    void otherWords_nameNone() {
        assertThat(ProxyStatus.of("no_such_error")).isEmpty();
        assertThat(ProxyStatus.of("DNS_ERROR")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cdn; error=connection_timeout                                   | CONNECTION_TIMEOUT
            r34.example.net; error=http_request_denied; details="no"        | HTTP_REQUEST_DENIED
            a;next-hop=b;error=dns_error                                    | DNS_ERROR
            "my proxy"; error=proxy_loop_detected                           | PROXY_LOOP_DETECTED
            near-origin; error=dns_error, near-us; error=connection_refused | CONNECTION_REFUSED
            near-origin; error=dns_error, near-us                           | DNS_ERROR
            a; details="x; error=dns_error \\" y"; error=dns_timeout         | DNS_TIMEOUT
            """)
    void errorInAField_isFound(String value, ProxyStatus status) {
        assertThat(ProxyStatus.inField(value)).hasValue(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cdn",
                "cdn; next-hop=error",
                "cdn; error=made_up",
                "cdn; details=\"; error=dns_error\"",
                "error=dns_error"
            })
    void fieldWithoutAnError_hasNone(String value) {
        assertThat(ProxyStatus.inField(value)).isEmpty();
    }

    /** It comes from the network: whatever it is, it is read in one go, and what is found is registered. */
    @Test
    void anyField_isReadWithoutHarm() {
        Mutants mutants = new Mutants();
        ImmutableList<String> fields = ImmutableList.of(
                "cdn; error=connection_timeout; details=\"a \\\" b\", near; error=dns_error",
                "\"" + "a\\\"".repeat(30_000),
                "; error=".repeat(8_000));
        mutants.each(
                300,
                fields,
                field -> assertThat(ProxyStatus.inField(field).map(ProxyStatus::word))
                        .satisfiesAnyOf(
                                found -> assertThat(found).isEmpty(),
                                found -> assertThat(field).contains(found.get())));
    }
}
