package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.history.Run;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingLine;
import relaycheck.report.SampleReports;

/** How the database keeps a store and finds its way in it, by its own word. */
class StoreLayoutTest {
    @TempDir
    private Path dir;

    @Test
    void aNewStore_hasPagesForSeveralFindingsAndALog() throws SQLException {
        try (Store store = Store.open(dir.resolve("relaycheck.db"));
                Statement statement = store.connection().createStatement()) {
            assertThat(statement.executeQuery("PRAGMA page_size").getInt(1)).isEqualTo(16 * 1024);
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                    .isEqualTo("wal");
        }
    }

    /** They are bound as bytes; SQL tools and SQLite's own functions for JSON want a text. */
    @Test
    void findings_areKeptAsText() throws SQLException {
        try (Store store = Store.open(dir.resolve("relaycheck.db"))) {
            Run run = SampleReports.everyVerdict(Locale.ENGLISH).run();
            store.begin(run, ProofKey.of(new byte[ProofKey.BYTES]))
                    .commit(List.of(new FindingLine(SampleReports.openSquid())), run.receipt());
            try (Statement statement = store.connection().createStatement()) {
                assertThat(statement
                                .executeQuery("SELECT json ->> 'verdict' FROM finding WHERE typeof(json) = 'text'")
                                .getString(1))
                        .isEqualTo("OPEN");
            }
        }
    }

    /** A store of weekly scans is not as large for ever as it once was. */
    @Test
    void whatIsRemoved_givesItsRoomBack() throws IOException {
        Path file = dir.resolve("relaycheck.db");
        Run run = SampleReports.everyVerdict(Locale.ENGLISH).run();
        try (Store store = Store.open(file)) {
            store.begin(run, ProofKey.of(new byte[ProofKey.BYTES]))
                    .commit(Collections.nCopies(500, new FindingLine(SampleReports.openSquid())), run.receipt());
        }
        long before = Files.size(file);
        try (Store store = Store.openExisting(file)) {
            store.remove(run);
            assertThat(store.shrink()).isTrue();
            assertThat(store.runs()).isEmpty();
        }
        assertThat(Files.size(file)).isLessThan(before / 4);
    }

    /** However many doors are closed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                RunReader.EXPOSED,
                RunReader.RELAYING,
                StoreHistory.CHANGES,
                StoreHistory.TALLIES,
                StoreHistory.LIVES
            })
    void whatIsExposed_isReadByItsIndex(String sql) throws SQLException {
        assertThat(plan(sql)).anyMatch(step -> step.contains(" INDEX finding_exposed"));
    }

    /** However many endpoints are exposed: a look at all findings for each of them took minutes of a year of scans. */
    @ParameterizedTest
    @ValueSource(strings = {StoreHistory.CHANGES, StoreHistory.LIVES})
    void allFindings_areReadOnce(String sql) throws SQLException {
        assertThat(plan(sql).stream()
                        .filter(step -> step.startsWith("SCAN") && !step.contains(" INDEX finding_exposed")))
                .containsExactly("SCAN f");
    }

    private List<String> plan(String sql) throws SQLException {
        try (Store store = Store.open(dir.resolve("relaycheck.db"));
                Statement statement = store.connection().createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            List<String> steps = new ArrayList<>();
            while (plan.next()) {
                steps.add(plan.getString("detail"));
            }
            return steps;
        }
    }
}
