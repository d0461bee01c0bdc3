package relaycheck.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Apache httpd and Squid in the configurations that owners really have, scanned as a user scans. */
class RealApacheAndSquidIT {
    private static final String CANARY = "127.0.0.77";
    private static final String SERVER = "127.0.0.78";
    private static final Path SHIPPED_SQUID = Path.of("/etc/squid/squid.conf");

    @TempDir
    private Path folder;

    /** One port is 80, the other a high one as 8080 is. */
    private final InetSocketAddress high = RealServer.freePlace(SERVER);

    @BeforeEach
    void programsAndPorts() {
        RealServers.assumeInstalled(RealServers.APACHE);
        RealServers.assumeInstalled(RealServers.SQUID);
        RealScan.assumeCanaryPorts(CANARY);
        RealScan.assumeCanaryPorts(SERVER);
    }

    @Test
    void apacheForwardingForAll_isCriticalOnBothPorts() throws IOException {
        RealScan scan = scan(RealServers.APACHE, """
                Listen {address}:80
                ProxyRequests On
                AllowCONNECT 443 80 25
                """);
        assertThat(scan.status()).isEqualTo(1);
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("OPEN");
            assertThat(endpoint.get("severity").asString()).isEqualTo("critical");
            assertThat(RealScan.relayed(endpoint, "connect")).containsExactlyInAnyOrder(25, 80, 443);
            assertThat(RealScan.relayed(endpoint, "get")).isEqualTo(scan.canaryPorts());
            assertThat(endpoint.get("product").get("name").asString()).contains("Apache");
        }
        assertThat(Files.readString(folder.resolve("report.html"))).contains(SERVER, "OPEN");
    }

    @Test
    void apacheWithProxyRequestsOff_isNoRelayWhateverAllowConnectSays() throws IOException {
        RealScan scan = scan(RealServers.APACHE, """
                Listen {address}:80
                ProxyRequests Off
                AllowCONNECT 443 80 25
                """);
        assertThat(scan.status()).isZero();
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("NOT_A_RELAY");
            assertThat(RealScan.connectStatuses(endpoint)).containsExactly(405);
            assertThat(endpoint.get("because").asString()).contains("405");
        }
    }

    @Test
    void squidOpenToAll_isCriticalForEveryPort() throws IOException {
        RealScan scan = scan(RealServers.SQUID, squid("http_access allow all"));
        assertThat(scan.status()).isEqualTo(1);
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("OPEN");
            assertThat(endpoint.get("severity").asString()).isEqualTo("critical");
            assertThat(RealScan.relayed(endpoint, "connect")).isEqualTo(scan.canaryPorts());
            assertThat(endpoint.get("product").get("name").asString()).contains("Squid");
        }
    }

    @Test
    void squidAsShipped_isNoRelayForAStranger() throws IOException {
        RealScan scan = scan(RealServers.SQUID, squid(shippedRules()));
        assertThat(scan.status()).isZero();
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("NOT_A_RELAY");
            assertThat(RealScan.connectStatuses(endpoint)).containsExactly(403);
        }
    }

    @Test
    void squidAsShipped_isOpenForTheAddressThatItTrusts() throws IOException {
        RealScan scan = scan(RealServers.SQUID, squid(shippedRules()), RealServer.ADDRESS);
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("OPEN");
            assertThat(RealScan.relayed(endpoint, "connect")).containsExactly(443);
        }
    }

    @Test
    void squidWithALogin_isLoginNeeded() throws IOException {
        RealScan scan = scan(RealServers.SQUID, squid("""
                auth_param basic program /usr/lib/squid/basic_ncsa_auth /dev/null
                auth_param basic realm office
                acl members proxy_auth REQUIRED
                http_access allow members
                http_access deny all"""));
        assertThat(scan.status()).isZero();
        for (JsonNode endpoint : both(scan)) {
            assertThat(endpoint.get("verdict").asString()).isEqualTo("LOGIN_NEEDED");
            assertThat(endpoint.get("severity").asString()).isEqualTo("low");
        }
    }

    private RealScan scan(RealProgram program, String lines) throws IOException {
        return scan(program, lines, RealScan.STRANGER);
    }

    private RealScan scan(RealProgram program, String lines, String source) throws IOException {
        try (RealServer server = RealServer.start(program, program.configuration(lines), high)) {
            RealScan scan = RealScan.of(folder, source, CANARY, targets());
            assertThat(server.isAlive()).isTrue();
            return scan;
        }
    }

    private ImmutableList<String> targets() {
        return ImmutableList.of(SERVER + ":80," + high.getPort());
    }

    private ImmutableSet<JsonNode> both(RealScan scan) {
        return ImmutableSet.of(scan.endpoint(SERVER, 80), scan.endpoint(SERVER, high.getPort()));
    }

    private static String squid(String rules) {
        return "http_port {address}:80\nhttp_port {address}:{port}\n" + rules;
    }

    /** The access rules of Debian's own file; its port and its cache are not for a test. */
    private static String shippedRules() throws IOException {
        return Files.readAllLines(SHIPPED_SQUID, UTF_8).stream()
                .filter(line -> line.startsWith("acl ") || line.startsWith("http_access "))
                .collect(Collectors.joining("\n"));
    }
}
