package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        try (Store store = Store.open(dir.resolve("relaycheck.db"));
                Statement statement = store.connection().createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            List<String> steps = new ArrayList<>();
            while (plan.next()) {
                steps.add(plan.getString("detail"));
            }
            assertThat(steps).anyMatch(step -> step.contains(" INDEX finding_exposed"));
        }
    }
}
