package relaycheck.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.verdict.Verdict;

class NotifyOptionsTest {
    @RegisterExtension
    private static final WireMockExtension HOOK = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path store;

    @BeforeEach
    void twoWeeks() {
        store = dir.resolve("s.db");
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.2", Verdict.OPEN));
        write(
                store,
                2,
                "1/1",
                at("10.0.0.1", Verdict.OPEN),
                at("10.0.0.2", Verdict.NOT_A_RELAY),
                at("10.0.0.3", Verdict.SUSPECT));
        HOOK.stubFor(post("/hook").willReturn(aResponse().withStatus(200)));
    }

    private int report(Object... more) {
        return console.run(Stream.concat(Stream.of("report", store, "--notify", hook()), Arrays.stream(more))
                .toArray());
    }

    private static String hook() {
        return "http://127.0.0.1:" + HOOK.getPort() + "/hook";
    }

    private static List<LoggedRequest> told() {
        return HOOK.findAll(postRequestedFor(urlEqualTo("/hook")));
    }

    @Test
    void report_tellsWhatIsNewAndFixedSinceTheLastCompleteScan() {
        assertThat(report("-q")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.err.toString()).isEmpty();
        assertThat(told())
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains("\"run\":\"run-2\"", "\"since\":\"run-1\"", "\"new\":1,\"changed\":0,\"fixed\":1")
                        .contains("\"new\":[{\"endpoint\":\"10.0.0.3:80\"", "\"fixed\":[{\"endpoint\":\"10.0.0.2:80\"")
                        .doesNotContain("10.0.0.1:80"));
    }

    @Test
    void firstScan_isAllNew() {
        assertThat(report("-q", "--run", "1")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(told().get(0).getBodyAsString()).contains("\"since\":null", "\"new\":2,\"changed\":0,\"fixed\":0");
    }

    @Test
    void nothingNewOrFixed_isNotTold() {
        write(store, 3, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.3", Verdict.SUSPECT));
        assertThat(report("-q")).isEqualTo(ExitStatus.EXPOSED);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsAccepted_isNotNew() throws IOException {
        Path accepted = Files.writeString(dir.resolve("a.toml"), """
                [[accepted]]
                target = "10.0.0.3"
                owner = "web team"
                reason = "moves soon"
                ticket = "RISK-17"
                expires = 9999-01-31
                """, UTF_8);
        report("-q", "--accepted", accepted);
        assertThat(told().get(0).getBodyAsString()).contains("\"new\":0,\"changed\":0,\"fixed\":1");
    }

    @Test
    void peerThatRefuses_isAWarningAndNothingElse() {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withStatus(404)));
        Path file = dir.resolve("r.json");
        assertThat(report("-q", "-o", file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(file).isNotEmptyFile();
        assertThat(console.err.toString())
                .isEqualTo("relaycheck: warning: http://127.0.0.1:" + HOOK.getPort()
                        + " was not told: it answered with status 404" + System.lineSeparator());
    }

    @Test
    void keyFile_signs() throws IOException {
        Path key = Files.writeString(dir.resolve("key"), "sixteen letters!\n", UTF_8);
        report("-q", "--notify-key-file", key);
        assertThat(told().get(0).getHeader("Relaycheck-Signature")).matches("sha256=[0-9a-f]{64}");
    }

    @Test
    void keyFileThatIsNone_isWrongUsage() throws IOException {
        Path key = Files.writeString(dir.resolve("key"), "short\n", UTF_8);
        assertThat(report("--notify-key-file", key)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("at least 16 characters");
        assertThat(report("--notify-key-file", dir.resolve("none"))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("there is no such file");
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "hooks.example.com",
                "mailto:nobody",
                "mailto:a@example.com\r\nBcc: b@example.com"
            })
    void badRecipient_isWrongUsageBeforeAnythingIsDone(String url) {
        Path file = dir.resolve("r.json");
        assertThat(console.run("report", store, "-o", file, "--notify", url)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("scan", "127.0.0.1:1", "--store", dir.resolve("new.db"), "-o", file, "--notify", url))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(file).doesNotExist();
        assertThat(console.err.toString()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"me:secret@mail.example.com", "mail.example.com:port", "mail.example.com:0", ":25", "a b", ""})
    void badServer_isWrongUsageBeforeAnythingIsDone(String smtp) {
        Path file = dir.resolve("r.json");
        assertThat(console.run("report", store, "-o", file, "--notify", "mailto:a@example.com", "--smtp", smtp))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(file).doesNotExist();
        assertThat(console.err.toString()).contains("--smtp: ").doesNotContain("secret", "\tat ");
    }

    @Test
    void mail_isSentOnNewsAlone() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            Object[] report = {
                "report",
                store,
                "-q",
                "--notify",
                "mailto:a@example.com",
                "--smtp",
                "127.0.0.1:" + mail.getSmtp().getPort()
            };
            assertThat(console.run(report)).isEqualTo(ExitStatus.EXPOSED);
            assertThat(console.err.toString()).isEmpty();
            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("relaycheck: 1 new, 0 changed, 1 fixed");
            write(store, 3, "1/1", at("10.0.0.1", Verdict.OPEN), at("10.0.0.3", Verdict.SUSPECT));
            assertThat(console.run(report)).isEqualTo(ExitStatus.EXPOSED);
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
    }

    @Test
    void serverThatRefuses_isAWarningAndNothingElse() throws IOException {
        try (RawPeer peer = RawPeer.of(new PeerStep.Say("554 no\r\n"))) {
            Path file = dir.resolve("r.json");
            assertThat(console.run(
                            "report",
                            store,
                            "-q",
                            "-o",
                            file,
                            "--notify",
                            "mailto:a@example.com",
                            "--smtp",
                            "127.0.0.1:" + peer.port()))
                    .isEqualTo(ExitStatus.EXPOSED);
            assertThat(file).isNotEmptyFile();
            assertThat(console.err.toString())
                    .isEqualTo("relaycheck: warning: mailto:a@example.com was not told: the server refused: 554 no"
                            + System.lineSeparator());
        }
    }

    @Test
    void scan_tellsAtItsEnd() throws IOException {
        try (ScanOnLoopback scan = new ScanOnLoopback(dir);
                RawPeer proxy = RawPeer.of(
                        new PeerStep.Expect(), new PeerStep.Say("HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(scan.scan("127.0.0.1:" + proxy.port(), "--notify", hook())
                            .err())
                    .doesNotContain("was not told");
        }
        assertThat(told().get(0).getBodyAsString()).contains("\"new\":1,", "LOGIN_NEEDED");
    }

    @Test
    void without_nothingOfItIsLoaded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "relaycheck.Main",
                        "report",
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(ExitStatus.EXPOSED);
        assertThat(loaded)
                .contains("relaycheck.cli.NotifyOptions")
                .doesNotContain("relaycheck.notify", "org.apache.hc", "jakarta.mail");
    }
}
