package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.transcript.Transcript;

class ProductsTest {
    private final Products products = Products.standard();

    @ParameterizedTest
    @CsvSource(textBlock = """
            squid-5.7/squid-default,       Squid,     5.7
            nginx-1.22.1/nginx-before-squid, Squid,   5.7
            tinyproxy-1.11.1/tiny-reverse, tinyproxy, 1.11.1
            mitmproxy-8.1.1/mitm-regular,  mitmproxy, 8.1.1
            """)
    void capture_isOfItsProduct(String capture, String name, String version) {
        assertThat(products.identify(Transcript.of(capture).exchanges().stream()
                        .map(exchange -> exchange.words())
                        .collect(ImmutableList.toImmutableList())))
                .hasValueSatisfying(product -> {
                    assertThat(product.name()).isEqualTo(name);
                    assertThat(product.version()).hasValue(version);
                });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            squid-5.7/squid-default,        get-8001,           DENIAL,  http_request_denied,     false
            squid-5.7/squid-auth,           connect-443,        LOGIN,   http_request_denied,     false
            squid-5.7/squid-accel-dead,     get-8001,           FAILURE, connection_terminated,   false
            squid-5.7/squid-open-fastfail,  connect-443,        FAILURE, connection_refused,      false
            tinyproxy-1.11.1/tiny-fastfail, get-8001,           FAILURE, destination_unavailable, true
            tinyproxy-1.11.1/tiny-fastfail, control-other-host, FAILURE, destination_unavailable, true
            mitmproxy-8.1.1/mitm-regular,   connect-bad-name,   FAILURE, dns_error,               true
            mitmproxy-8.1.1/mitm-regular,   get-closed-port,    FAILURE, connection_refused,      false
            """)
    void exchange_hasItsSign(String capture, String id, Sign sign, String reason, boolean tellsAnyway) {
        assertThat(products.sign(Transcript.of(capture).exchange(id).words())).hasValueSatisfying(seen -> {
            assertThat(seen.sign()).isEqualTo(sign);
            assertThat(seen.reason().word()).isEqualTo(reason);
            assertThat(seen.tellsAnyway()).isEqualTo(tellsAnyway);
        });
    }
}
