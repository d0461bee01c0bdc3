package relaycheck.store;

import com.google.common.collect.ImmutableList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.EndpointLife;
import relaycheck.history.Run;
import relaycheck.history.State;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Reads what several runs of a store say together. */
public final class StoreHistory {
    /** Only what was exposed in one of them can have changed; SQLite makes the index for the two joins and drops it. */
    private static final String CHANGES =
            "WITH exposed AS (SELECT DISTINCT address, port FROM finding WHERE run IN (?1, ?2) AND verdict < 3)"
                    + " SELECT e.address, e.port, a.verdict, a.severity, b.verdict, b.severity FROM exposed e"
                    + " LEFT JOIN finding a ON a.run = ?1 AND a.address = e.address AND a.port = e.port"
                    + " LEFT JOIN finding b ON b.run = ?2 AND b.address = e.address AND b.port = e.port"
                    + " ORDER BY length(e.address), e.address, e.port";

    private static final String LIFE = "SELECT run.id, finding.at, finding.verdict, finding.severity FROM finding"
            + " JOIN run ON run.number = finding.run WHERE address = ? AND port = ? ORDER BY run.number";

    private final Store store;

    /** Reads this store. */
    public StoreHistory(Store store) {
        this.store = store;
    }

    /** Every endpoint that is exposed in one of two runs, or in both, by address and port. */
    public ImmutableList<Change> changes(Run before, Run after) {
        return store.guarded(() -> {
            ImmutableList.Builder<Change> changes = ImmutableList.builder();
            try (PreparedStatement select = store.connection().prepareStatement(CHANGES)) {
                select.setLong(1, store.number(before));
                select.setLong(2, store.number(after));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        changes.add(new Change(
                                new Endpoint(FindingRows.address(row.getBytes(1)), row.getInt(2)),
                                state(row, 3),
                                state(row, 5)));
                    }
                }
            }
            return changes.build();
        });
    }

    /** What every run said of an endpoint. */
    public EndpointLife life(Endpoint endpoint) {
        return store.guarded(() -> {
            ImmutableList.Builder<EndpointLife.Sighting> sightings = ImmutableList.builder();
            try (PreparedStatement select = store.connection().prepareStatement(LIFE)) {
                select.setBytes(1, endpoint.address().getAddress());
                select.setInt(2, endpoint.port());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        sightings.add(new EndpointLife.Sighting(
                                row.getString(1),
                                Instant.ofEpochMilli(row.getLong(2)),
                                state(row, 3).orElseThrow()));
                    }
                }
            }
            return new EndpointLife(endpoint, sightings.build());
        });
    }

    private static Optional<State> state(ResultSet row, int column) throws SQLException {
        int verdict = row.getInt(column);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new State(Verdict.values()[verdict], Severity.values()[row.getInt(column + 1)]));
    }
}
