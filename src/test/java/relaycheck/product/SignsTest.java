package relaycheck.product;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.transcript.Exchange;
import relaycheck.transcript.Transcript;

/** The sign of every answer that was captured. */
class SignsTest {
    /**
     * Captures, the probes (a regular expression on their ids), product, sign and reason; "anyway" where it tells whatever
     * the control request gets. What no row names has no sign: pages of web servers, 502, 503 and 504 of gateways whose
     * backend is dead, successes, and everything that the hand-made servers say.
     */
    private static final ImmutableList<Row> ROWS =
            """
            apache-proxy-auth ; (get|connect|options)-(?!userinfo).* ; Apache httpd LOGIN http_request_denied
            apache-proxy-open apache-proxy-fastfail ; connect-8001 ; Apache httpd DENIAL http_request_denied
            apache-proxy-open-defconn ; connect-80 ; Apache httpd DENIAL http_request_denied

            acng-passthrough ; get.* ; apt-cacher-ng DENIAL http_request_denied
            acng-passthrough ; connect-(closed-port|refused-443) ; apt-cacher-ng FAILURE connection_refused anyway
            acng-passthrough ; connect-no-host-443 ; apt-cacher-ng FAILURE destination_ip_unroutable anyway
            acng-passthrough ; connect-bad-name ; apt-cacher-ng FAILURE dns_error anyway
            acng-passthrough ; connect-blackhole-443 ; apt-cacher-ng FAILURE connection_timeout anyway

            cntlm-fastfail cntlm-parent-dead ; .* ; Cntlm FAILURE destination_unavailable anyway

            haproxy-deny ; .* ; HAProxy DENIAL http_request_denied

            mitm-auth ; (get|connect|host|options)-(?!userinfo).*|control-.* ; mitmproxy LOGIN http_request_denied
            mitm-lazy mitm-regular ; control-other-host ; mitmproxy FAILURE dns_error
            mitm-lazy mitm-regular ; control-own-host ; mitmproxy FAILURE proxy_loop_detected
            mitm-lazy mitm-regular ; get-closed-port ; mitmproxy FAILURE connection_refused
            mitm-lazy mitm-regular ; get-blackhole-80 ; mitmproxy FAILURE connection_timeout
            mitm-regular ; connect-(closed-port|refused-443) ; mitmproxy FAILURE connection_refused anyway
            mitm-regular ; connect-no-host-443 ; mitmproxy FAILURE destination_ip_unroutable anyway
            mitm-regular ; connect-bad-name ; mitmproxy FAILURE dns_error anyway
            mitm-regular ; connect-blackhole-443 ; mitmproxy FAILURE connection_timeout anyway

            ncat-auth ; (get|connect)-(?!userinfo).* ; Ncat LOGIN http_request_denied
            ncat-open ; .*-blackhole-.* ; Ncat FAILURE connection_timeout

            privoxy-fastfail ; (get|connect)[-1](?!bad-name|https).* ; Privoxy FAILURE destination_unavailable anyway
            privoxy-fastfail privoxy-open ; connect-bad-name ; Privoxy FAILURE dns_error anyway
            privoxy-open ; get-25 ; Privoxy FAILURE http_protocol_error
            privoxy-open ; .*-(closed-port|no-host-443|refused-443|blackhole-.*) ; Privoxy FAILURE destination_unavailable anyway

            perl-proxy-fastfail ; .* ; HTTP::Proxy FAILURE destination_unavailable anyway

            proxy-chain-fastfail ; get-.* ; proxy-chain FAILURE connection_refused

            squid-default squid-portal squid-whitelist ; (get|connect)-.* ; Squid DENIAL http_request_denied
            squid-auth ; (get|connect)-.* ; Squid LOGIN http_request_denied
            squid-accel-dead ; (control|get|host).* ; Squid FAILURE connection_terminated
            squid-noconnect ; connect-.* ; Squid DENIAL http_request_denied
            squid-noconnect ; get-closed-port ; Squid FAILURE connection_refused
            squid-noconnect ; get-blackhole-80 ; Squid FAILURE connection_timeout
            squid-noconnect ; get-https ; Squid FAILURE connection_terminated
            squid-open-fastfail ; get-.*|connect-(?!bad-name).* ; Squid FAILURE connection_refused
            squid-open-fastfail ; connect-bad-name ; Squid FAILURE destination_unavailable
            squid-open-timeout ; .*-blackhole-.*|.*-wait ; Squid FAILURE connection_timeout
            squid-open-safe ; get-25|connect-(80|25|8001|closed-port) ; Squid DENIAL http_request_denied
            squid-open-all squid-elite squid-open-safe socat-to-squid haproxy-before-squid ; connect-refused-443|get-closed-port ; Squid FAILURE connection_refused
            squid-open-all squid-elite socat-to-squid haproxy-before-squid ; connect-closed-port ; Squid FAILURE connection_refused
            squid-open-all squid-elite squid-open-safe socat-to-squid haproxy-before-squid ; connect-no-host-443 ; Squid FAILURE destination_ip_unroutable
            squid-open-all squid-elite squid-open-safe socat-to-squid haproxy-before-squid ; connect-bad-name ; Squid FAILURE destination_unavailable
            squid-open-all squid-elite squid-open-safe socat-to-squid haproxy-before-squid ; get-https ; Squid FAILURE connection_terminated
            squid-open-all squid-elite squid-open-safe socat-to-squid ; .*-blackhole-.* ; Squid FAILURE connection_timeout

            tiny-default ; .* ; tinyproxy DENIAL http_request_denied
            tiny-auth ; .* ; tinyproxy LOGIN http_request_denied
            tiny-connect443 ; connect-(80|25|8001|closed-port) ; tinyproxy DENIAL http_request_denied
            tiny-connect443 ; get-closed-port ; tinyproxy FAILURE destination_unavailable anyway
            tiny-connect443 tiny-open ; control-other-host|.*-(refused-443|no-host-443|bad-name|blackhole-.*) ; tinyproxy FAILURE destination_unavailable anyway
            tiny-open ; .*-closed-port ; tinyproxy FAILURE destination_unavailable anyway
            tiny-fastfail tiny-upstream-dead ; control-other-host|(get|connect|host|options).* ; tinyproxy FAILURE destination_unavailable anyway
            tiny-timeout ; .*-blackhole-.*|.*-wait ; tinyproxy FAILURE destination_unavailable anyway
            tiny-reverse ; get-8001 ; tinyproxy DENIAL destination_not_found

            ats-default ; control-.*|(get|host|connect|options).*(?<!https) ; Apache Traffic Server DENIAL destination_not_found

            twisted-proxy ; get-(closed-port|blackhole-80) ; Twisted FAILURE destination_unavailable

            ziproxy-open ; (get|connect)-(closed-port|refused-443|no-host-443) ; Ziproxy FAILURE connection_refused
            ziproxy-open ; connect-bad-name|get-userinfo ; Ziproxy FAILURE dns_error
            ziproxy-open ; .*-blackhole-.* ; Ziproxy FAILURE connection_timeout
            """.lines().filter(line -> !line.isBlank()).map(Row::parse).collect(toImmutableList());

    private final Products products = Products.standard();

    record Row(List<String> cases, String ids, String sign) {
        static Row parse(String line) {
            List<String> cells = Splitter.on(';').trimResults().splitToList(line);
            return new Row(Splitter.on(' ').splitToList(cells.get(0)), cells.get(1), cells.get(2));
        }

        boolean isOf(Exchange exchange) {
            String name = exchange.transcript().substring(exchange.transcript().indexOf('/') + 1);
            return cases.contains(name) && exchange.id().matches(ids);
        }
    }

    @ParameterizedTest
    @MethodSource("relaycheck.transcript.Transcript#all")
    void everyAnswer_hasTheSignOfItsRowOrNone(Transcript transcript) {
        for (Exchange exchange : transcript.exchanges()) {
            Optional<String> expected = ROWS.stream()
                    .filter(row -> row.isOf(exchange))
                    .map(Row::sign)
                    .findFirst();
            assertThat(products.read(exchange.words()).sign().map(SignsTest::spelled))
                    .as(exchange.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyRow_isOfSomeAnswer() {
        List<Exchange> exchanges = Transcript.all().stream()
                .flatMap(transcript -> transcript.exchanges().stream())
                .toList();
        assertThat(ROWS).allSatisfy(row -> assertThat(exchanges).anyMatch(row::isOf));
    }

    private static String spelled(SignSeen seen) {
        return seen.product() + " " + seen.sign() + " " + seen.reason().word() + (seen.tellsAnyway() ? " anyway" : "");
    }
}
