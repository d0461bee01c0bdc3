package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.transcript.Exchange;
import relaycheck.transcript.Transcript;

class IdentifyTest {
    private final Products products = Products.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apache-httpd-2.4.71/apache-cgi-catchall       | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-plain              | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-auth         | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-denied       | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-fastfail     | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-noconnmod    | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-open         | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-open-defconn | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxy-timeout      | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-proxyoff-allowconn | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-redirect           | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apache-httpd-2.4.71/apache-reverse-dead       | Apache httpd  | 2.4.71 | Server: Apache/2.4.71 (Debian)
            apt-cacher-ng-3.7.4/acng-passthrough          | apt-cacher-ng | 3.7.4  | Server: Debian Apt-Cacher NG/3.7.4
            caddy-2.6.2/caddy-file                        | Caddy         |        | Server: Caddy
            caddy-2.6.2/caddy-hostroute                   | Caddy         |        | Server: Caddy
            caddy-2.6.2/caddy-reverse-dead                | Caddy         |        | Server: Caddy
            cntlm-0.92.3/cntlm-parent-dead                | Cntlm         |        | HTTP/1.1 502 Parent proxy unreacheable
            cntlm-0.92.3/cntlm-fastfail                   | Cntlm         |        | <a href='http://cntlm.sf.net/'>Cntlm</a>
            h2o-2.2.5/h2o-file                            | h2o           | 2.2.5  | Server: h2o/2.2.5
            h2o-2.2.5/h2o-reverse-dead                    | h2o           | 2.2.5  | Server: h2o/2.2.5
            haproxy-2.6.12/haproxy-before-squid           | Squid         | 5.7    | via: 1.1 backend-squid (squid/5.7)
            haproxy-2.6.12/haproxy-deny                   | HAProxy       |        | <h1>403 Forbidden</h1> Request forbidden by administrative rules.
            haproxy-2.6.12/haproxy-forward                | HAProxy       |        | <h1>503 Service Unavailable</h1> No server is available to handle this request.
            haproxy-2.6.12/haproxy-nobackend              | HAProxy       |        | <h1>503 Service Unavailable</h1> No server is available to handle this request.
            lighttpd-1.4.69/lighty-plain                  | lighttpd      | 1.4.69 | Server: lighttpd/1.4.69
            mitmproxy-8.1.1/mitm-auth                     | mitmproxy     | 8.1.1  | Server: mitmproxy 8.1.1
            mitmproxy-8.1.1/mitm-lazy                     | mitmproxy     | 8.1.1  | Server: mitmproxy 8.1.1
            mitmproxy-8.1.1/mitm-regular                  | mitmproxy     | 8.1.1  | Server: mitmproxy 8.1.1
            ncat-7.93/ncat-auth                           | Ncat          |        | Proxy-Authenticate: Basic realm="Ncat"
            ncat-7.93/ncat-open                           | Ncat          |        | Allow: CONNECT, GET, HEAD, POST
            nginx-1.22.1/nginx-444                        | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-before-squid               | Squid         | 5.7    | Via: 1.1 backend-squid (squid/5.7)
            nginx-1.22.1/nginx-openforward                | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-plain                      | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-return200                  | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-reverse-dead               | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-reverse-slow               | nginx         | 1.22.1 | Server: nginx/1.22.1
            nginx-1.22.1/nginx-tls                        | nginx         | 1.22.1 | Server: nginx/1.22.1
            perl-http-proxy-0.304/perl-proxy-fastfail     | HTTP::Proxy   | 0.304  | Server: HTTP::Proxy/0.304
            privoxy-3.0.34/privoxy-fastfail               | Privoxy       |        | HTTP/1.1 400 Invalid header received from client
            privoxy-3.0.34/privoxy-open                   | Privoxy       |        | HTTP/1.1 400 Invalid header received from client
            proxy-chain-3.0.1/proxy-chain-fastfail        | proxy-chain   |        | server: ProxyChain
            socat-1.7.4/socat-to-squid                    | Squid         | 5.7    | Via: 1.1 backend-squid (squid/5.7)
            squid-5.7/squid-accel-dead                    | Squid         | 5.7    | Via: 1.1 squid-accel-dead (squid/5.7)
            squid-5.7/squid-auth                          | Squid         | 5.7    | Via: 1.1 squid-auth (squid/5.7)
            squid-5.7/squid-default                       | Squid         | 5.7    | Via: 1.1 squid-default (squid/5.7)
            squid-5.7/squid-elite                         | Squid         |        | X-Squid-Error: ERR_INVALID_URL 0
            squid-5.7/squid-noconnect                     | Squid         | 5.7    | Via: 1.1 squid-noconnect (squid/5.7)
            squid-5.7/squid-open-all                      | Squid         | 5.7    | Via: 1.1 squid-open-all (squid/5.7)
            squid-5.7/squid-open-fastfail                 | Squid         | 5.7    | Via: 1.1 squid-open-fastfail (squid/5.7)
            squid-5.7/squid-open-safe                     | Squid         | 5.7    | Via: 1.1 squid-open-safe (squid/5.7)
            squid-5.7/squid-open-timeout                  | Squid         | 5.7    | Via: 1.1 squid-open-timeout (squid/5.7)
            squid-5.7/squid-portal                        | Squid         | 5.7    | Via: 1.1 squid-portal (squid/5.7)
            squid-5.7/squid-whitelist                     | Squid         | 5.7    | Via: 1.1 squid-whitelist (squid/5.7)
            tinyproxy-1.11.1/tiny-auth                    | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            tinyproxy-1.11.1/tiny-connect443              | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            tinyproxy-1.11.1/tiny-default                 | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            tinyproxy-1.11.1/tiny-fastfail                | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            tinyproxy-1.11.1/tiny-open                    | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            tinyproxy-1.11.1/tiny-reverse                 | tinyproxy     | 1.11.1 | Via: 1.0 tinyproxy (tinyproxy/1.11.1)
            tinyproxy-1.11.1/tiny-timeout                 | tinyproxy     | 1.11.1 | Server: tinyproxy/1.11.1
            trafficserver-9.2.9/ats-default               | Apache Traffic Server | 9.2.9 | Server: ATS/9.2.9
            twisted-22.4/twisted-proxy                    | Twisted       |        | HTTP/1.1 501 Gateway error
            varnish-7.1.1/varnish-dead                    | Varnish       | 7.1    | Via: 1.1 varnish (Varnish/7.1)
            varnish-7.1.1/varnish-live                    | Varnish       | 7.1    | Via: 1.1 varnish (Varnish/7.1)
            ziproxy-3.3.2/ziproxy-open                    | Ziproxy       | 3.3.2  | (ziproxy/3.3.2)</ADDRESS>
            """)
    void captureOfAProduct_isNamed(String capture, String name, String version, String evidence) {
        assertThat(identify(products, words(Transcript.of(capture)))).hasValueSatisfying(product -> {
            assertThat(product.name()).isEqualTo(name);
            assertThat(product.version().orElse(null)).isEqualTo(version);
            assertThat(product.evidence()).isEqualTo(evidence);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"microsocks-1.0.3/microsocks-open", "hand-made/fake-sockslike"})
    void refusalOfASocksServer_isNamedSo(String capture) {
        assertThat(identify(products, words(Transcript.of(capture))))
                .hasValueSatisfying(product -> assertThat(product.name()).isEqualTo("SOCKS server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dante-1.4.2/dante-open", "privoxy-3.0.34/privoxy-acl"})
    void whoSaysNothing_isNotNamed(String capture) {
        assertThat(identify(products, words(Transcript.of(capture)))).isEmpty();
    }

    @Test
    void handMadeServers_areNotNamedUnlessTheyPose() {
        assertThat(Transcript.all().stream()
                        .filter(transcript -> transcript.name().startsWith("hand-made/"))
                        .filter(transcript ->
                                identify(products, words(transcript)).isPresent())
                        .map(Transcript::name))
                .containsExactly("hand-made/fake-honeypot-echo", "hand-made/fake-sockslike");
    }

    @Test
    void aProxyBehindAWebServer_isNamedWhicheverSpeaksFirst() {
        Words nginx = new Words("HTTP/1.1 400 Bad Request\nServer: nginx/1.22.1\n", "");
        Words squid =
                new Words("HTTP/1.1 403 Forbidden\nServer: nginx/1.22.1\nX-Squid-Error: ERR_ACCESS_DENIED 0\n", "");
        assertThat(name(nginx, nginx, squid)).isEqualTo("Squid");
        assertThat(name(squid, nginx, nginx)).isEqualTo("Squid");
        assertThat(name(nginx)).isEqualTo("nginx");
    }

    @Test
    void aGatewayBeforeAWebServer_isNamed() {
        assertThat(name(new Words("HTTP/1.1 200 OK\nServer: Apache\nX-Varnish: 7\n", "")))
                .isEqualTo("Varnish");
        assertThat(name(new Words("HTTP/1.1 200 OK\nServer: Microsoft-IIS/10.0\nVia: 1.1 google\n", "")))
                .isEqualTo("Google Cloud load balancing");
    }

    @Test
    void ofTwoWebServers_theOneThatAnsweredMoreIsNamed() {
        Words apache = new Words("HTTP/1.1 404 Not Found\nServer: Apache\n", "");
        Words nginx = new Words("HTTP/1.1 400 Bad Request\nServer: nginx\n", "");
        assertThat(name(apache, nginx, nginx)).isEqualTo("nginx");
        assertThat(name(nginx, apache, apache)).isEqualTo("Apache httpd");
    }

    @Test
    void halfATell_isNotEnough() {
        Words accepted = new Words("HTTP/1.0 200 OK\n", "");
        Words refused = new Words("HTTP/1.0 400 Bad Request\n", "");
        assertThat(identify(products, List.of(accepted, accepted))).isEmpty();
        assertThat(name(accepted, refused)).isEqualTo("Ncat");
    }

    @Test
    void signsOfAnyProxy_nameNone() {
        assertThat(identify(products, List.of(new Words("HTTP/1.1 200 OK\nVia: 1.1 somebody\n", ""))))
                .isEmpty();
        assertThat(identify(products, List.of())).isEmpty();
    }

    @Test
    void evidence_isTheWholeLineOfTheHead() {
        Words first = new Words("HTTP/1.1 406 Usage Information\nConnection: close\n", "");
        Words cut = new Words("HTTP/1.1 200 OK\nServer: Caddy", "");
        assertThat(identify(products, List.of(first)).orElseThrow().evidence())
                .isEqualTo("HTTP/1.1 406 Usage Information");
        assertThat(identify(products, List.of(cut)).orElseThrow().evidence()).isEqualTo("Server: Caddy");
    }

    @Test
    void longEvidence_isCut() {
        Words words = new Words("HTTP/1.1 200 OK\nServer: Apache" + " x".repeat(200), "");
        assertThat(identify(products, List.of(words)).orElseThrow().evidence())
                .hasSizeLessThanOrEqualTo(120)
                .startsWith("Server: Apache x x");
    }

    private String name(Words... answers) {
        return identify(products, List.of(answers)).orElseThrow().name();
    }

    private static ImmutableList<Words> words(Transcript transcript) {
        return transcript.exchanges().stream().map(Exchange::words).collect(ImmutableList.toImmutableList());
    }

    private static Optional<Product> identify(Products products, List<Words> answers) {
        return products.identify(answers.stream().map(products::read).toList());
    }
}
