package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import relaycheck.Main;
import relaycheck.peer.FreePort;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.verdict.Verdict;

/** What {@code scan} does with wrong input and in the way of which nothing must be sent. */
@Timeout(120)
class ScanUsageTest {
    private final RawPeer peer = RawPeer.of(
            new PeerStep.Expect(),
            new PeerStep.Say("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

    @TempDir
    Path folder;

    private ScanOnLoopback scan;

    @BeforeEach
    void begin() throws IOException {
        scan = new ScanOnLoopback(folder);
    }

    @AfterEach
    void close() throws IOException {
        scan.close();
        peer.close();
    }

    @Test
    void everyMistakeOfAList_isToldAtOnceWithFileAndLine() throws IOException {
        Path list =
                list("# hosts", endpoint(), "300.1.2.3", "10.0.0.0/8 # fine", "10.0.0.1:99999", "fine.example", "!!");
        ScanOnLoopback.Result result =
                scan.scan(list.toString(), "--ports", "0", "--own", "10.0.0.0/99", "--shard", "3/2");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err())
                .contains(list + ":3: ", list + ":5: ", list + ":7: ", "--ports: ", "--own", "--shard: ")
                .doesNotContain(list + ":1:", list + ":2:", list + ":4:", list + ":6:", "\tat ");
        assertNothingWasSent(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --delpoy          | Unknown option
            --canary-adress=x | --canary-address
            --dry-rum         | --dry-run
            --rate=fast       | --rate
            --deadline=0s     | --deadline
            --deadline=soon   | --deadline
            --per-host=0      | --per-host: "0" is not a number from 1
            --in-flight=-1    | --in-flight: "-1" is not a number from 1
            --probes=gte      | there is no probe gte
            --source=here     | --source: here is not an address
            --fail-on=bad     | --fail-on
            --vantage=        | --vantage: name the place
            --contact=übel    | --contact: plain ASCII only
            --connect-ports=x | --connect-ports
            """)
    void aWrongOption_isNamedAndNothingIsSent(String option, String message) throws IOException {
        ScanOnLoopback.Result result = scan.scan(endpoint(), option);
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err()).startsWith("relaycheck: ").contains(message).doesNotContain("\tat ", "Exception");
        assertNothingWasSent(result);
    }

    /** Without any CONNECT a relay for nothing else would look closed. */
    @Test
    void connectPorts_ofWhichTheCanaryHasNone_areRefused() throws IOException {
        ScanOnLoopback.Result result = scan.scan(endpoint(), "--connect-ports", "1");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err()).contains("--connect-ports: the canary has none of 1; it has " + scan.canaryPort());
        assertThat(peer.served()).isZero();
    }

    @Test
    void anEndpointOfTheOtherFamilyThanTheSource_isSkipped() throws IOException {
        ScanOnLoopback.Result result = scan.scan(endpoint(), "[::1]:" + peer.port(), "--source", "127.0.0.1");
        assertThat(result.findings()).containsOnlyKeys(peer.port());
        assertThat(result.at(peer.port()).verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(result.out()).contains("1 skipped", "--source is an address of the other family");
    }

    /** What is listed first, and skipped, has another way to the canary, or none: then nothing was tested. */
    @ParameterizedTest
    @ValueSource(strings = {"--source=127.0.0.1", "--deadline=10s"})
    void whatIsSkipped_doesNotStandForAll(String option) throws IOException {
        ScanOnLoopback.Result result = scan.scan("[::1]:" + peer.port(), endpoint(), option);
        assertThat(result.out()).contains("asked from 127.0.0.1 ", "1 skipped");
        assertThat(result.at(peer.port()).verdict()).isEqualTo(Verdict.NOT_A_RELAY);
    }

    /** Who scans an endpoint again by the report's command asks as the scan did. */
    @Test
    void theReport_knowsWhichCanaryWasNamed() throws IOException {
        Path json = folder.resolve("r.json");
        scan.scan(endpoint(), "--canary-name", "localhost", "-o", json.toString());
        assertThat(Files.readString(json))
                .contains(
                        "\"canary\":\"127.0.0.1:" + scan.canaryPort() + "\"",
                        "\"canary-name\":\"localhost\"",
                        "\"key-file\":\"");
    }

    @Test
    void whatCannotBeRead_isToldWithoutATrace() throws IOException {
        Path bytes = folder.resolve("bytes");
        Files.write(bytes, new byte[] {'#', '\n', '\n', (byte) 0xff, (byte) 0xfe, '\n'});
        ScanOnLoopback.Result result = scan.scan(
                endpoint(),
                folder.toString(),
                bytes.toString(),
                "--scope",
                folder.resolve("none").toString());
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err())
                .contains(
                        folder + ": ", bytes + ":3: is not text in UTF-8", "--scope: " + folder.resolve("none") + ": ")
                .doesNotContain("\tat ", "Exception");
        assertNothingWasSent(result);
    }

    @Test
    void anOutputThatCannotBeWritten_isToldBeforeAnythingIsSent() throws IOException {
        ScanOnLoopback.Result result =
                scan.scan(endpoint(), "-o", folder.resolve("no/such/r.json").toString());
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err()).contains("no/such").doesNotContain("\tat ");
        assertNothingWasSent(result);
    }

    @Test
    void aCanaryThatNothingAnswersFor_endsTheScanBeforeItBegins() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(ScanOnLoopback.LOOPBACK, 0));
            StringWriter err = new StringWriter();
            int status = Main.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    "scan",
                    endpoint(),
                    "--canary",
                    "127.0.0.1:" + bound.getLocalPort(),
                    "--key-file",
                    folder.resolve("key").toString(),
                    "--store",
                    scan.store().toString());
            assertThat(status).isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(err.toString())
                    .contains("no port of the canary answered", "nothing was sent")
                    .doesNotContain("\tat ");
            assertThat(peer.served()).isZero();
        }
    }

    @Test
    void aTakenCanaryPort_isSaidAndTheOthersServe() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, ScanOnLoopback.LOOPBACK)) {
            Path report = folder.resolve("r.md");
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int status = Main.run(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    "scan",
                    endpoint(),
                    "--canary-listen",
                    "127.0.0.1:" + taken.getLocalPort() + ",127.0.0.1:" + FreePort.next(),
                    "--store",
                    scan.store().toString(),
                    "--progress",
                    "never",
                    "-o",
                    report.toString());
            assertThat(status).as(err.toString()).isEqualTo(ExitStatus.OK);
            assertThat(out.toString()).contains("canary 127.0.0.1:" + taken.getLocalPort());
            assertThat(Files.readString(report, UTF_8)).contains(String.valueOf(taken.getLocalPort()));
            assertThat(peer.served()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.0.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "192.0.2.1", "::ffff:11.0.0.1"})
    void whatMustNotBeScanned_getsNotOnePacketAndIsReported(String address) throws IOException {
        ScanOnLoopback.Result result = scan.scan(endpoint(), address);
        assertThat(result.findings().keySet()).containsExactly(peer.port());
        assertThat(result.at(peer.port()).verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(result.out()).contains("skipped", address.replace("::ffff:", ""));
        ScanOnLoopback.Result alone = scan.scan(address);
        assertThat(alone.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(alone.err()).contains(address.replace("::ffff:", ""), "nothing is left to scan");
    }

    @Test
    void aDryRun_saysHowManyAndHowLongAndSendsNothing() throws IOException {
        ScanOnLoopback.Result result =
                scan.scan(endpoint(), "10.0.0.0/24", "11.0.0.1", "-p", "80,8080", "--rate", "100", "--dry-run");
        assertThat(result.status()).isEqualTo(ExitStatus.OK);
        assertThat(result.out())
                .contains("513 endpoints on 257 addresses would be asked")
                .contains("at 100 new connections a second that takes 6 s", "16 s")
                .contains("skipped 11.0.0.1");
        assertNothingWasSent(result);
    }

    /** What gets lost is sent again three seconds after the first time; its answer takes a while as well. */
    @Test
    void aDial_waitsForTheAnswerToTheThirdSyn() {
        CommandLine.Model.OptionSpec option =
                new CommandLine(new ScanCommand()).getCommandSpec().findOption("--dial-timeout");
        assertThat(new DurationConverter().convert(option.defaultValue())).isGreaterThan(Duration.ofSeconds(3));
    }

    /** A line an address would be five hundred of them, with the sum out of sight above. */
    @Test
    void aPrefixThatIsSkipped_isOneLine() throws IOException {
        ScanOnLoopback.Result result = scan.scan(endpoint(), "11.0.0.0/24", "-p", "80,8080", "--dry-run");
        assertThat(result.out().lines().filter(line -> line.startsWith("skipped")))
                .containsExactly("skipped 11.0.0.0/24: public address; if it is yours, add --own 11.0.0.0/24 (or the"
                        + " prefix that you own) or --scope FILE (512×)");
        assertThat(scan.scan(endpoint(), "11.0.0.0/24").out())
                .containsIgnoringWhitespaces("11.0.0.0/24 public address;", "--scope FILE (512×)")
                .doesNotContain("more; a report");
    }

    @Test
    void aDryRunOfNothing_isWrongUsage() throws IOException {
        assertThat(scan.scan("11.0.0.1", "--dry-run").status()).isEqualTo(ExitStatus.USAGE);
    }

    private void assertNothingWasSent(ScanOnLoopback.Result result) {
        assertThat(peer.served()).isZero();
        assertThat(result.findings()).isEmpty();
        assertThat(scan.store()).doesNotExist();
    }

    private String endpoint() {
        return "127.0.0.1:" + peer.port();
    }

    private Path list(String... lines) throws IOException {
        return Files.write(folder.resolve("targets"), List.of(lines), UTF_8);
    }
}
