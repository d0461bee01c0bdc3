package relaycheck.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.probe.Way;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Servers that keep to HTTP, or break it as WireMock does; each grants every CONNECT and then answers it itself. */
@Timeout(180)
class ScanOfWireMockTest {
    /** By the verdict that each deserves, and its name. */
    private static final ImmutableMap<String, ResponseDefinitionBuilder> ANSWERS =
            ImmutableMap.<String, ResponseDefinitionBuilder>builder()
                    .put("NOT_A_RELAY own page", aResponse().withBody("<html>It works</html>"))
                    .put("NOT_A_RELAY not found", aResponse().withStatus(404).withBody("not here"))
                    .put("NOT_A_RELAY redirect", permanentRedirect("https://www.example.com/"))
                    .put("NOT_A_RELAY not allowed", aResponse().withStatus(405))
                    .put("NOT_A_RELAY bad request", aResponse().withStatus(400))
                    .put("NOT_A_RELAY dead backend", aResponse().withStatus(502).withBody("Bad Gateway"))
                    .put("NOT_A_RELAY overloaded", aResponse().withStatus(503))
                    .put("NOT_A_RELAY drips", aResponse().withBody("a page").withChunkedDribbleDelay(5, 300))
                    .put("LOGIN_NEEDED login", aResponse().withStatus(407))
                    .put("NOT_A_RELAY broken chunks", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK))
                    .put("NOT_A_RELAY random bytes", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))
                    .put("SUSPECT grants a tunnel and closes", aResponse().withFault(Fault.EMPTY_RESPONSE))
                    .put("SUSPECT grants a tunnel and resets", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                    .buildOrThrow();

    @TempDir
    Path folder;

    @Test
    void everyServer_getsItsVerdict() throws IOException {
        Map<String, WireMockServer> servers = new LinkedHashMap<>();
        try (ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            ANSWERS.forEach((name, answer) -> {
                WireMockServer server = started(new WireMockConfiguration());
                server.stubFor(any(anyUrl()).willReturn(answer));
                servers.put(name, server);
            });
            ScanOnLoopback.Result result = scan.scan(arguments(servers));
            SoftAssertions softly = new SoftAssertions();
            servers.forEach((name, server) -> {
                Finding finding = result.at(server.port());
                softly.assertThat(name).as(finding.because()).startsWith(finding.verdict() + " ");
                softly.assertThat(finding.egress()).as(name).isEmpty();
            });
            softly.assertAll();
            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isEqualTo(ExitStatus.EXPOSED);
        } finally {
            servers.values().forEach(WireMockServer::stop);
        }
    }

    @Test
    void aBrowsersProxy_isOpenAndProved() throws IOException {
        WireMockServer proxy = started(wireMockConfig().enableBrowserProxying(true));
        try (ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            ScanOnLoopback.Result result = scan.scan("127.0.0.1:" + proxy.port(), "--rate", "unlimited");
            Finding finding = result.at(proxy.port());
            assertThat(finding.verdict()).isEqualTo(Verdict.OPEN);
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.relays().by(Way.GET)).containsExactly(scan.canaryPort());
            assertThat(finding.relays().by(Way.CONNECT)).isEmpty();
            assertThat(finding.egress()).containsExactly("127.0.0.1");
            assertThat(finding.probes()).anySatisfy(probe -> {
                assertThat(probe.id()).isEqualTo("get-" + scan.canaryPort());
                assertThat(probe.proof()).isPresent();
            });
            assertThat(result.status()).isEqualTo(ExitStatus.EXPOSED);
            assertThat(result.out())
                    .contains("OPEN critical  127.0.0.1:" + proxy.port(), "relays for whoever asks from here");
        } finally {
            proxy.stop();
        }
    }

    @Test
    void whatIsAskedOfAServer_namesTheCanaryAloneAndSaysWhoAsks() throws IOException {
        WireMockServer server = started(new WireMockConfiguration());
        try (ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            ScanOnLoopback.Result result =
                    scan.scan("127.0.0.1:" + server.port(), "--contact", "noc@example.com", "--probes", "all");
            assertThat(result.at(server.port()).verdict()).isEqualTo(Verdict.NOT_A_RELAY);
            assertThat(server.getAllServeEvents()).isNotEmpty().allSatisfy(event -> {
                assertThat(event.getRequest().getHeader("Host"))
                        .isIn(null, "127.0.0.1:" + scan.canaryPort(), "relaycheck.invalid");
                assertThat(event.getRequest().getHeader("User-Agent"))
                        .matches("relaycheck/\\S+ \\(run \\S+; noc@example\\.com\\)");
                assertThat(event.getRequest().getHeader("Cookie")).isNull();
            });
        } finally {
            server.stop();
        }
    }

    private static String[] arguments(Map<String, WireMockServer> servers) {
        List<String> arguments = new ArrayList<>();
        servers.values().forEach(server -> arguments.add("127.0.0.1:" + server.port()));
        arguments.addAll(List.of("--rate", "unlimited", "--per-host", "64", "--deadline", "5s"));
        return arguments.toArray(new String[0]);
    }

    private static WireMockServer started(WireMockConfiguration configuration) {
        WireMockServer server = new WireMockServer(
                configuration.dynamicPort().bindAddress("127.0.0.1").containerThreads(12));
        server.start();
        return server;
    }
}
