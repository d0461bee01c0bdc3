package relaycheck.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
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
import relaycheck.history.Run;
import relaycheck.store.Store;

/** A run that another machine goes on with, or the same one in another way: one run, which says both. */
@Timeout(120)
class ResumedElsewhereTest {
    private final WireMockServer host =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @TempDir
    Path folder;

    private ScanOnLoopback scan;

    @BeforeEach
    void begin() throws IOException {
        scan = new ScanOnLoopback(folder);
        host.start();
        host.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(405)));
    }

    @AfterEach
    void close() {
        scan.close();
        host.stop();
    }

    @Test
    void everyRequest_namesTheRunThatIsReported() throws Exception {
        Run run = resumed();
        assertThat(host.getAllServeEvents())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.getRequest().getHeader("User-Agent")).contains("(run " + run.id()));
    }

    @Test
    void bothPlacesAndPaces_areTold() throws Exception {
        Run run = resumed("--source", "127.0.0.2", "--rate", "77");
        assertThat(run.complete()).isTrue();
        assertThat(run.finished()).isPresent();
        assertThat(run.vantage()).startsWith("127.0.0.1 (").contains("), 127.0.0.2 (");
        assertThat(run.settings())
                .containsEntry("rate", "200/s, 77/s")
                .containsEntry("source", "not set, 127.0.0.2")
                .containsEntry("per-host", "2");
        assertThat(run.canary().ports()).containsExactly(25, scan.canaryPort());
        assertThat(resumed("--source", "127.0.0.2", "--rate", "77"))
                .usingRecursiveComparison()
                .ignoringFields("finished", "receipt")
                .isEqualTo(run);
    }

    /** Its verdicts were made without what the canary lacked. */
    @Test
    void whatTheEarlierPartLacked_isStillSaid() throws Exception {
        assertThat(resumed().warnings())
                .containsExactly("canary 127.0.0.1:25: not listening")
                .doesNotHaveDuplicates();
    }

    /** Scans where there is no run yet, breaks it off after its first request to a canary of another port, and goes on. */
    private Run resumed(String... otherwise) throws IOException, SQLException {
        if (!scan.store().toFile().exists()) {
            assertThat(scan.scan("127.0.0.1:" + host.port()).status()).isEqualTo(ExitStatus.OK);
            sql("UPDATE run SET canary = '127.0.0.1' || char(9) || '25' || char(9) || 'false'");
            sql("UPDATE run SET warnings = 'canary 127.0.0.1:25: not listening' || char(10)"
                    + " || 'nothing ever arrived at the canary although 3 endpoints tried'");
        }
        sql("DELETE FROM finding");
        sql("UPDATE run SET complete = 0, finished = NULL");
        host.resetRequests();
        String[] arguments = new String[otherwise.length + 2];
        arguments[0] = "127.0.0.1:" + host.port();
        arguments[1] = "--resume";
        System.arraycopy(otherwise, 0, arguments, 2, otherwise.length);
        assertThat(scan.scan(arguments).status()).isEqualTo(ExitStatus.OK);
        try (Store store = Store.openExisting(scan.store())) {
            return store.lastRun().orElseThrow();
        }
    }

    private void sql(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + scan.store());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isEqualTo(1);
        }
    }
}
