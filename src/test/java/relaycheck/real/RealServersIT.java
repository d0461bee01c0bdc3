package relaycheck.real;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.real.RealServers.APACHE;
import static relaycheck.real.RealServers.HAPROXY;
import static relaycheck.real.RealServers.NGINX;
import static relaycheck.real.RealServers.SQUID;
import static relaycheck.real.RealServers.TINYPROXY;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RealServersIT {
    static Stream<Arguments> programs() {
        return Stream.of(
                Arguments.of(APACHE, "ProxyRequests On", true, true),
                Arguments.of(APACHE, "ProxyRequests Off", false, false),
                Arguments.of(HAPROXY, "frontend f\n  bind {address}:{port}\n  http-request deny", false, false),
                Arguments.of(NGINX, "server { listen {address}:{port}; return 204; }", false, false),
                Arguments.of(
                        NGINX,
                        "server { listen {address}:{port}; location / { proxy_pass http://$http_host; } }",
                        true,
                        false),
                Arguments.of(SQUID, "http_access allow all", true, true),
                Arguments.of(SQUID, "http_access deny all", false, false),
                Arguments.of(TINYPROXY, "", true, true),
                Arguments.of(TINYPROXY, "Allow 10.9.8.7", false, false));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programStarts_andRelaysWhatItsLinesSay(RealProgram program, String lines, boolean get, boolean connect)
            throws Exception {
        RealServers.assumeInstalled(program);
        try (RelayedTo destination = RelayedTo.port(443);
                RealServer server = program.start(lines)) {
            assertThat(destination.byGet(server.port())).isEqualTo(get);
            assertThat(destination.byConnect(server.port())).isEqualTo(connect);
        }
    }
}
