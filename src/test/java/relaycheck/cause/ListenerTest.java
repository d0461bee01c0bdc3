package relaycheck.cause;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.target.Endpoint;

/** Where configurations take connections, so that a scan knows which endpoint is whose. */
class ListenerTest {
    @ParameterizedTest
    @CsvSource({
        "80, *:80",
        ":80, *:80",
        "*:80, *:80",
        "0.0.0.0:80, *:80",
        "[::]:80, *:80",
        "_default_:80, *:80",
        "ipv4@10.0.0.5:80, 10.0.0.5:80",
        "10.0.0.5, 10.0.0.5:3128",
        "[2001:db8::1]:80, [2001:db8::1]:80",
        "http://www.example.com:8080, www.example.com:8080",
        "localhost:8118, localhost:8118",
    })
    void place_isReadAsProductsWriteIt(String text, String listener) {
        assertThat(Listener.of(text, 3128).orElseThrow()).hasToString(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/x.sock", "unix:/run/x.sock", "99999", "10.0.0.5:0", "a:b:c:d", "$address:80x"})
    void whatIsNoPlace_isNoListener(String text) {
        assertThat(Listener.of(text, 3128)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*:80, 10.0.0.5, 80, true",
        "*:80, 10.0.0.5, 8080, false",
        "10.0.0.5:80, 10.0.0.5, 80, true",
        "10.0.0.6:80, 10.0.0.5, 80, false",
        "www.example.com:80, 10.0.0.5, 80, true",
        "mail.example.com:80, 10.0.0.5, 80, false",
        "localhost:80, 127.0.0.1, 80, true",
        "localhost:80, 10.0.0.5, 80, false",
    })
    void endpoint_isWhereItListens(String listener, String address, int port, boolean at) {
        assertThat(Listener.of(listener, 1).orElseThrow().isAt(Endpoint.of(address, port), List.of("www.example.com")))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apache        | Listen 80;Listen 10.0.0.5:8080                     | *:80 10.0.0.5:8080
            squid         | http_port 3128;http_port 127.0.0.1:80 accel        | *:3128 127.0.0.1:80
            tinyproxy     | Port 8888;Listen 10.0.0.5;Listen ::1               | 10.0.0.5:8888 [::1]:8888
            tinyproxy     | Allow 10.0.0.0/8                                   | *:8888
            nginx         | server { listen 8080; listen [::]:81; }            | *:8080 *:81
            nginx         | server { root /srv; }                              | *:80
            haproxy       | frontend a;bind :80,10.0.0.5:81;bind /run/x        | *:80 10.0.0.5:81
            privoxy       | listen-address 127.0.0.1:8118;listen-address :8119 | 127.0.0.1:8118 *:8119
            trafficserver | CONFIG proxy.config.http.server_ports STRING 80 8080:ip-in=10.0.0.5:ipv4 | *:80 10.0.0.5:8080
            lighttpd      | server.port = 81;server.bind = "10.0.0.5"          | 10.0.0.5:81
            lighttpd      | $SERVER["socket"] == ":8080" {;}                   | *:8080 *:80
            caddy         | :8080 {;respond hi;}                               | *:8080
            caddy         | example.com, http://a.example {;respond hi;}       | *:443 *:80
            dante         | internal: 10.0.0.5 port = 1081;internal: eth0      | 10.0.0.5:1081 *:1080
            3proxy        | auth none;proxy -p80 -i10.0.0.5;socks              | 10.0.0.5:80 *:1080
            """)
    void dialect_saysWhereItListens(String dialect, String lines, String places) {
        assertThat(read(dialect, lines).listens())
                .extracting(Listener::toString)
                .containsExactlyInAnyOrderElementsOf(Splitter.on(' ').split(places));
    }

    @Test
    void causeOfAVirtualHost_isWhereThatListens() {
        Findings findings = read(
                "apache",
                "Listen 80;Listen 8080;<VirtualHost *:80>;ServerName www.example.com;</VirtualHost>"
                        + ";<VirtualHost *:8080>;ProxyRequests On;</VirtualHost>");
        assertThat(findings.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.at()).hasToString("[*:8080]"));
        assertThat(findings.names()).containsExactly("www.example.com");
    }

    @Test
    void causeOfTheMainServer_isWhereverItListens() {
        assertThat(read("apache", "Listen 80;Listen 8080;ProxyRequests On").causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.at()).hasToString("[*:80, *:8080]"));
    }

    private static Findings read(String dialect, String lines) {
        String text = Splitter.on(';').splitToStream(lines).collect(Collectors.joining("\n"));
        String nginx = dialect.equals("nginx") ? lines : text;
        return new Causes(new TextConfigFiles(ImmutableMap.of("/main", nginx)), Causes.dialect(dialect))
                .read(List.of("/main"));
    }
}
