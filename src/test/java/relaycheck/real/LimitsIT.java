package relaycheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An nginx that answers one request a second and turns the others away, as it does unless it is told otherwise. */
class LimitsIT {
    private static final String CANARY = "127.0.0.79";

    @TempDir
    private Path folder;

    @BeforeEach
    void programAndPorts() {
        RealServers.assumeInstalled(RealServers.NGINX);
        RealScan.assumeCanaryPorts(CANARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void aRelayThatCountsRequests_isFoundWithAllItsPorts(int status) throws IOException {
        JsonNode endpoint = scan(status, "proxy_pass http://$http_host$request_uri;");
        assertThat(endpoint.get("verdict").asString()).isEqualTo("OPEN");
        assertThat(RealScan.relayed(endpoint, "get")).contains(25, 80, 443).hasSize(4);
        assertThat(RealScan.relayed(endpoint, "host")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void aWebServerThatCountsRequests_isNoRelayByItsOwnAnswers(int status) throws IOException {
        JsonNode endpoint = scan(status, "return 404;");
        assertThat(endpoint.get("verdict").asString()).isEqualTo("NOT_A_RELAY");
        assertThat(endpoint.get("because").asString()).doesNotContain(Integer.toString(status));
    }

    /** Another client of the same address has used the second up: the first question is turned away. */
    private JsonNode scan(int status, String location) throws IOException {
        try (RealServer server = RealServers.NGINX.start("""
                limit_req_zone $binary_remote_addr zone=each:1m rate=1r/s;
                server {
                    listen {address}:{port};
                    limit_req zone=each;
                    limit_req_status %d;
                    location / { %s }
                }
                """.formatted(status, location));
                RelayedTo elsewhere = RelayedTo.port(0)) {
            elsewhere.byGet(server.port());
            return RealScan.of(
                            folder,
                            RealServer.ADDRESS,
                            CANARY,
                            ImmutableList.of(RealServer.ADDRESS + ":" + server.port()))
                    .endpoint(RealServer.ADDRESS, server.port());
        }
    }
}
