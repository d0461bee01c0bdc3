package relaycheck.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.Main;
import relaycheck.real.RealProgram;
import relaycheck.real.RealServer;
import relaycheck.real.RealServers;
import relaycheck.real.RelayedTo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers really relay, and refuse; their own logs are read, and say how often the destination was reached. */
class LogsOfRealServersIT {
    private static final int GETS = 7;
    private static final int TUNNELS = 5;

    private static RelayedTo web;
    private static RelayedTo mail;

    @TempDir
    private Path folder;

    @BeforeAll
    static void listen() throws IOException {
        web = RelayedTo.port(80);
        mail = RelayedTo.port(25);
    }

    @AfterAll
    static void stop() throws IOException {
        web.close();
        mail.close();
    }

    static Stream<Arguments> servers() {
        String apacheLog = "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b\" common\nCustomLog {dir}/access.log common\n";
        String vhostLog =
                "LogFormat \"%v:%p %h %l %u %t \\\"%r\\\" %>s %O \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"\" v\n"
                        + "CustomLog {dir}/access.log v\n";
        String haproxy = """
                frontend f
                  bind {address}:{port}
                  log stdout format raw local0
                  option httplog
                """;
        return Stream.of(
                Arguments.of(RealServers.APACHE, apacheLog + "ProxyRequests On\nAllowCONNECT 25", "access.log"),
                Arguments.of(RealServers.APACHE, vhostLog + "ProxyRequests On\nAllowCONNECT 80", "access.log"),
                Arguments.of(RealServers.APACHE, apacheLog + "ProxyRequests Off", "access.log"),
                Arguments.of(RealServers.SQUID, "http_access allow all", "access.log"),
                Arguments.of(RealServers.SQUID, "http_access deny CONNECT\nhttp_access allow all", "access.log"),
                Arguments.of(RealServers.SQUID, "http_access deny all", "access.log"),
                Arguments.of(RealServers.TINYPROXY, "ConnectPort 25", "tinyproxy.log"),
                Arguments.of(RealServers.TINYPROXY, "ConnectPort 443", "tinyproxy.log"),
                Arguments.of(RealServers.PRIVOXY, "debug 1\ndebug 1024", "output"),
                Arguments.of(
                        RealServers.PRIVOXY, "debug 1\ndebug 2\ndebug 512\ndebug 1024\nlimit-connect 25", "output"),
                Arguments.of(
                        RealServers.NGINX,
                        "server { listen {address}:{port}; location / { proxy_pass http://$http_host; } }",
                        "access.log"),
                Arguments.of(RealServers.NGINX, "server { listen {address}:{port}; return 403; }", "access.log"),
                Arguments.of(
                        RealServers.HAPROXY,
                        haproxy + "  http-request set-dst req.hdr_ip(host)\n  http-request set-dst-port int(80)\n"
                                + "  use_backend b\nbackend b\n  server s 0.0.0.0:0\n",
                        "output"),
                Arguments.of(RealServers.HAPROXY, haproxy + "  http-request deny\n", "output"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void log_countsWhatTheDestinationSaw(RealProgram program, String lines, String log) throws IOException {
        RealServers.assumeInstalled(program);
        try (RealServer server = program.start(lines)) {
            int reached = 0;
            for (int i = 0; i < GETS; i++) {
                reached += web.byGet(server.port()) ? 1 : 0;
            }
            for (int i = 0; i < TUNNELS; i++) {
                reached += web.byConnect(server.port()) ? 1 : 0;
                reached += mail.byConnect(server.port()) ? 1 : 0;
            }
            int asked = GETS + 2 * TUNNELS;
            Path file = server.dir().resolve(log);
            server.await(() -> counted(read(file)) >= asked);
            JsonNode report = read(file);
            assertThat(report.get("uses").asInt()).as(report.toString()).isEqualTo(reached);
            assertThat(report.get("attempts").asInt()).isEqualTo(asked - reached);
        }
    }

    private static int counted(JsonNode report) {
        return report.path("uses").asInt() + report.path("attempts").asInt();
    }

    private JsonNode read(Path log) {
        Path json = folder.resolve("log.json");
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Main.run(nowhere, nowhere, "log", log.toString(), "-o", json.toString());
        return JsonMapper.shared().readTree(json.toFile());
    }
}
