package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.verdict.Verdict;

/** A run that was broken off after its first verdict, as the store tells of it. */
@Timeout(120)
class ScanResumeTest {
    private final RawPeer decided = webServer();
    private final RawPeer open = webServer();

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
        decided.close();
        open.close();
    }

    @Test
    void whatWasDecided_isNotAskedAgainAndReportedAllTheSame() throws Exception {
        ScanOnLoopback.Result whole = scan();
        breakOff();
        int before = decided.served();
        int asked = open.served();
        ScanOnLoopback.Result rest = scan("--resume");
        assertThat(rest.status()).isEqualTo(whole.status()).isEqualTo(ExitStatus.OK);
        assertThat(decided.served()).isEqualTo(before);
        assertThat(open.served()).isGreaterThan(asked);
        assertThat(rest.findings().keySet()).containsExactlyInAnyOrder(decided.port(), open.port());
        assertThat(rest.at(decided.port())).isEqualTo(whole.at(decided.port()));
        assertThat(rest.at(open.port()).verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(rest.out()).contains("2 endpoints: ", "2 NOT_A_RELAY");
    }

    @Test
    void aRunThatIsComplete_isReportedAndNothingIsSent() throws Exception {
        scan();
        int before = decided.served() + open.served();
        ScanOnLoopback.Result again = scan("--resume");
        assertThat(again.findings()).as("what is written while a scan goes on").hasSize(2);
        assertThat(again.status()).isEqualTo(ExitStatus.OK);
        assertThat(again.out()).contains("2 endpoints: ", "2 NOT_A_RELAY");
        assertThat(again.err()).contains("is complete: it is reported again and nothing is asked; without --resume");
        assertThat(decided.served() + open.served()).isEqualTo(before);
    }

    @Test
    void withoutResume_everythingIsAskedAgain() throws Exception {
        scan();
        breakOff();
        int before = decided.served();
        assertThat(scan().status()).isEqualTo(ExitStatus.OK);
        assertThat(decided.served()).isGreaterThan(before);
    }

    @Test
    void otherTargets_areNotMixedIntoAnOldRun() throws Exception {
        scan();
        breakOff();
        assertRefused(scan.scan("127.0.0.1:" + decided.port(), "--resume"));
    }

    @Test
    void otherSettings_areNotMixedIntoAnOldRun() throws Exception {
        scan();
        breakOff();
        assertRefused(scan("--resume", "--deadline", "9s"));
        assertRefused(scan("--resume", "--probes", "all"));
        assertRefused(scan("--resume", "--connect-ports", "443"));
        assertRefused(scan("--resume", "--exclude", "127.0.0.2"));
        assertRefused(scan("--resume", "--own", "192.0.2.0/24"));
        assertRefused(scan("--resume", "--shard", "1/2"));
        assertRefused(scan("--resume", "--canary-name", "localhost"));
    }

    /** As many endpoints as before, but others. */
    @Test
    void otherPortsOrExcludes_areNotMixedIntoAnOldRun() throws Exception {
        scan.scan("127.0.0.1", "127.0.0.2", "!127.0.0.2", "-p", decided.port() + "," + open.port());
        breakOff();
        assertRefused(scan.scan("127.0.0.1", "127.0.0.2", "!127.0.0.2", "-p", decided.port() + ",1", "--resume"));
        assertRefused(scan.scan(
                "127.0.0.1", "127.0.0.2", "!127.0.0.1", "-p", decided.port() + "," + open.port(), "--resume"));
    }

    @Test
    void aStoreWithoutARun_isBegunByResumeToo() throws Exception {
        assertThat(scan("--resume").findings()).hasSize(2);
    }

    private void assertRefused(ScanOnLoopback.Result result) {
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err())
                .contains("--resume: targets or settings differ from those of run ")
                .doesNotContain("\tat ");
        assertThat(result.findings()).isEmpty();
    }

    private ScanOnLoopback.Result scan(String... more) throws IOException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "127.0.0.1:" + decided.port();
        arguments[1] = "127.0.0.1:" + open.port();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return scan.scan(arguments);
    }

    /** Makes the store what it was before the second verdict. */
    private void breakOff() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + scan.store());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM finding WHERE port = " + open.port()))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("UPDATE run SET complete = 0, finished = NULL"))
                    .isEqualTo(1);
        }
    }

    private static RawPeer webServer() {
        return RawPeer.of(
                new PeerStep.Expect(),
                new PeerStep.Say("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
}
