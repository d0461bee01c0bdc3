package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.Main;
import relaycheck.demo.DemoHost;
import relaycheck.demo.DemoNetwork;
import relaycheck.peer.PickyRelay;
import relaycheck.report.JsonSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code scan --config PATH --log FILE}, and the same for {@code report}, as a user runs them. */
class OwnFilesTest {
    private static final String LOG = """
            203.0.113.9 - - [22/Oct/2026:03:14:12 +0900] "CONNECT mail.example.net:25 HTTP/1.1" 200 -
            203.0.113.8 - - [22/Oct/2026:04:10:57 +0900] "CONNECT mail.example.net:25 HTTP/1.1" 405 235
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private static DemoHost relay() {
        return DemoNetwork.relay(InetAddresses.forString("127.0.0.1"), InetSocketAddress::isUnresolved);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }

    private Path configuration(int port) throws IOException {
        return file(
                "httpd.conf",
                "Listen 127.0.0.1:" + port + "\nCustomLog " + folder + "/access.log common\n"
                        + "ProxyRequests On\nAllowCONNECT 443 80 25\n");
    }

    private int scan(DemoHost host, Object... more) {
        return scan(host.address().getPort(), more);
    }

    private int scan(int port, Object... more) {
        Object[] first = {
            "scan",
            "127.0.0.1:" + port,
            "--canary-listen",
            "127.0.0.1",
            "--store",
            folder.resolve("s.db"),
            "--progress",
            "never",
            "-q",
            "--deadline",
            "4s",
            "-o",
            folder.resolve("r.json"),
            "-o",
            folder.resolve("f.jsonl"),
        };
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return run(all);
    }

    private JsonNode endpoint(String name) throws IOException {
        String json = Files.readString(folder.resolve(name), UTF_8);
        assertThat(JsonSchemas.errorsOf("report", json)).isEmpty();
        return JsonMapper.shared().readTree(json).at("/endpoints/0");
    }

    @Test
    void scan_putsCauseAndImpactIntoTheFinding() throws IOException {
        try (DemoHost host = relay()) {
            Path log = file("access.log", LOG);
            Path conf = configuration(host.address().getPort());
            assertThat(scan(host, "--config", conf, "--log", log)).isEqualTo(ExitStatus.EXPOSED);
            assertThat(err.toString()).isEmpty();
            JsonNode endpoint = endpoint("r.json");
            assertThat(endpoint.at("/causes/0/file").asString()).isEqualTo(conf.toString());
            assertThat(endpoint.at("/causes/0/line").asInt()).isEqualTo(3);
            assertThat(endpoint.at("/impact/uses").asInt()).isEqualTo(1);
            assertThat(endpoint.at("/impact/attempts").asInt()).isEqualTo(1);
            assertThat(endpoint.at("/impact/first").asString()).isEqualTo("2026-10-21T18:14:12Z");
            assertThat(endpoint.at("/remedy/lines/0/change").asString()).isEqualTo("ProxyRequests Off");
            assertThat(Files.readString(folder.resolve("f.jsonl"), UTF_8)).contains("ProxyRequests On");
        }
    }

    @Test
    void report_showsWhatTheScanKept() throws IOException {
        try (DemoHost host = relay()) {
            scan(host, "--config", configuration(host.address().getPort()));
        }
        assertThat(run("report", folder.resolve("s.db"))).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString()).contains("opened by", "httpd.conf:3: ProxyRequests On");
    }

    @Test
    void report_addsThemLaterAndKeepsThem() throws IOException {
        try (DemoHost host = relay()) {
            scan(host);
            assertThat(endpoint("r.json").has("causes")).isFalse();
            Path conf = configuration(host.address().getPort());
            run("report", folder.resolve("s.db"), "-q", "--config", conf, "-o", folder.resolve("1.json"));
        }
        Path log = file("access.log", LOG);
        run("report", folder.resolve("s.db"), "-q", "--log", "127.0.0.1=" + log, "-o", folder.resolve("2.json"));
        assertThat(err.toString()).isEmpty();
        assertThat(endpoint("1.json").has("impact")).isFalse();
        assertThat(endpoint("2.json").at("/causes/0/line").asInt()).isEqualTo(3);
        assertThat(endpoint("2.json").at("/impact/uses").asInt()).isEqualTo(1);
    }

    @Test
    void ownProbesInTheLog_areNoAbuse() throws IOException {
        try (DemoHost host = relay()) {
            scan(host);
            JsonNode canary = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("r.json"), UTF_8))
                    .at("/scan/canary");
            String own = "127.0.0.1 - - [22/Oct/2026:03:14:12 +0900] \"CONNECT "
                    + canary.get("address").asString() + ":"
                    + canary.at("/ports/0").asInt()
                    + " HTTP/1.1\" 200 -\n";
            run("report", folder.resolve("s.db"), "-q", "--log", file("a.log", own), "-o", folder.resolve("1.json"));
        }
        assertThat(endpoint("1.json").at("/impact/uses").asInt(-1)).isZero();
        assertThat(endpoint("1.json").at("/impact/own").asInt()).isEqualTo(1);
    }

    @Test
    void ownProbesByTheNameOfTheCanary_areNoAbuse() throws IOException {
        try (PickyRelay relay = PickyRelay.of(line -> line.contains("canary.test:"))) {
            assertThat(scan(relay.port(), "--canary-name", "canary.test")).isEqualTo(ExitStatus.EXPOSED);
            JsonNode canary = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("r.json"), UTF_8))
                    .at("/scan/canary");
            String port = ":" + canary.at("/ports/0").asInt();
            String line = "127.0.0.1 - - [22/Oct/2026:03:14:12 +0900] \"CONNECT ";
            String log = line + "canary.test" + port + " HTTP/1.1\" 200 -\n" + line + "other.test" + port
                    + " HTTP/1.1\" 200 -\n";
            run("report", folder.resolve("s.db"), "-q", "--log", file("a.log", log), "-o", folder.resolve("1.json"));
        }
        assertThat(endpoint("1.json").at("/impact/uses").asInt()).isEqualTo(1);
        assertThat(endpoint("1.json").at("/impact/own").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"--config, Listen 1\\nProxyRequests On, it listens on *:1", "--log, x, no line is in a known format"})
    void fileThatExplainsNothing_isSaidAndTheReportIsWritten(String option, String text, String warning)
            throws IOException {
        try (DemoHost host = relay()) {
            Path file = file("a.conf", text.replace("\\n", "\n"));
            assertThat(scan(host, option, file)).isEqualTo(ExitStatus.EXPOSED);
        }
        assertThat(err.toString())
                .startsWith("relaycheck: warning: ")
                .contains(file("a.conf", "").toString(), warning);
    }

    @ParameterizedTest
    @CsvSource({"--config, gone", "--log, gone", "--config, 10.0.0.5=gone", "--log, 10.0.0.5:99999=s"})
    void fileThatIsNotThere_isStatusTwoBeforeAnythingIsSent(String option, String value) throws IOException {
        file("s", "");
        String path = value.replace("=s", "=" + folder.resolve("s"));
        assertThat(run("scan", "127.0.0.1:9", "--store", folder.resolve("s.db"), option, path))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains(option);
        assertThat(folder.resolve("s.db")).doesNotExist();
    }
}
