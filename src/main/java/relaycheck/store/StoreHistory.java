package relaycheck.store;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.EndpointLife;
import relaycheck.history.Run;
import relaycheck.history.RunTally;
import relaycheck.history.State;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Verdict;

/** Reads what several runs of a store say together. */
public final class StoreHistory {
    /**
     * What a run and those up to another say of each endpoint that was exposed in one of them. Of a list SQLite always makes an
     * index; in a join it may look through all findings for each endpoint.
     */
    static final String CHANGES =
            "SELECT run.id, f.at, f.verdict, f.severity, f.rowid, f.address, f.port, f.run FROM finding f"
                    + " CROSS JOIN run ON run.number = f.run"
                    + " WHERE (f.address, f.port) IN (SELECT address, port FROM finding WHERE (run <= ?1 OR run = ?2) AND "
                    + FindingRows.EXPOSED + " AND verdict < 3)"
                    + " AND (f.run <= ?1 OR f.run = ?2) ORDER BY f.run";

    private static final String LIFE = "SELECT run.id, finding.at, finding.verdict, finding.severity, finding.rowid"
            + " FROM finding"
            + " JOIN run ON run.number = finding.run WHERE address = ? AND port = ? ORDER BY run.number";

    /** An index serves it: only what is exposed is counted. */
    static final String TALLIES =
            "SELECT run.id, run.started, finding.verdict, count(finding.verdict) FROM (SELECT * FROM run"
                    + " WHERE number <= ?1 AND (complete OR number = ?1) ORDER BY number DESC LIMIT ?2) run"
                    + " LEFT JOIN finding ON finding.run = run.number AND finding." + FindingRows.EXPOSED
                    + " AND finding.verdict < 3"
                    + " GROUP BY run.number, finding.verdict ORDER BY run.number, finding.verdict";

    /** One pass over the findings of a few runs, whatever the number of endpoints that are asked for. */
    static final String LIVES = "SELECT run.id, f.at, f.verdict, f.severity, f.rowid, f.address, f.port FROM finding f"
            + " CROSS JOIN run ON run.number = f.run"
            + " WHERE (f.address, f.port) IN (SELECT address, port FROM finding WHERE run = ?1 AND "
            + FindingRows.EXPOSED + " AND verdict < 2)"
            + " AND f.run IN (SELECT number FROM run WHERE number <= ?1 AND (complete OR number = ?1)"
            + " ORDER BY number DESC LIMIT ?2) ORDER BY f.run";

    private final Store store;

    /** Reads this store. */
    public StoreHistory(Store store) {
        this.store = store;
    }

    /**
     * Every endpoint that is exposed in one of two runs, or in both, by address and port. Where the earlier run could not judge
     * it, what was found before that stands, as in an endpoint's life. Where the later one did not ask again what was found,
     * it did not ask the endpoint.
     */
    public ImmutableList<Change> changes(Run before, Run after) {
        return store.guarded(() -> {
            long earlier = store.number(before);
            long later = store.number(after);
            Sightings past = new Sightings(store);
            Map<Endpoint, State> was = new HashMap<>();
            Map<Endpoint, Found> is = new HashMap<>();
            try (PreparedStatement select = store.connection().prepareStatement(CHANGES)) {
                select.setLong(1, earlier);
                select.setLong(2, later);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Endpoint endpoint = new Endpoint(FindingRows.address(row.getBytes(6)), row.getInt(7));
                        State state = FindingRows.state(row);
                        long run = row.getLong(8);
                        if (run <= earlier) {
                            past.look(endpoint, row);
                        }
                        if (run == earlier) {
                            was.put(endpoint, state);
                        }
                        if (run == later) {
                            is.put(endpoint, new Found(state, row.getLong(5)));
                        }
                    }
                }
            }
            return changes(past, was, after.id(), is);
        });
    }

    /** What a run said of an endpoint, and in which row. */
    private record Found(State state, long row) {}

    private static ImmutableList<Change> changes(
            Sightings past, Map<Endpoint, State> was, String later, Map<Endpoint, Found> is) throws SQLException {
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        for (Endpoint endpoint : ImmutableSortedSet.copyOf(Iterables.concat(was.keySet(), is.keySet()))) {
            Change change = change(
                    past,
                    endpoint,
                    Optional.ofNullable(was.get(endpoint)),
                    later,
                    Optional.ofNullable(is.get(endpoint)));
            if (change.kind() != Change.Kind.HARMLESS) {
                changes.add(change);
            }
        }
        return changes.build();
    }

    /** What was found earlier makes news of a later answer only, or an endpoint that is no more would be told of for ever. */
    private static Change change(
            Sightings past, Endpoint endpoint, Optional<State> before, String later, Optional<Found> found)
            throws SQLException {
        Optional<State> after = found.map(Found::state);
        Optional<Sightings.Exposed> exposed = past.exposed(endpoint);
        boolean was = before.filter(State::isExposed).isPresent();
        boolean closed =
                after.filter(now -> now.verdict() == Verdict.NOT_A_RELAY).isPresent();
        boolean unasked = closed
                && exposed.isPresent()
                && !past.isAskedAgain(exposed.get(), later, found.get().row());
        boolean answered = after.filter(State::isExposed).isPresent() || closed && !unasked;
        return new Change(
                endpoint,
                !was && answered && exposed.isPresent() ? exposed.map(Sightings.Exposed::state) : before,
                unasked ? Optional.empty() : after);
    }

    /** What every run said of an endpoint that asked again what it was exposed by. */
    public EndpointLife life(Endpoint endpoint) {
        return store.guarded(() -> {
            Sightings sightings = new Sightings(store);
            try (PreparedStatement select = store.connection().prepareStatement(LIFE)) {
                select.setBytes(1, endpoint.address().getAddress());
                select.setInt(2, endpoint.port());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        sightings.add(endpoint, row);
                    }
                }
            }
            return sightings.life(endpoint);
        });
    }

    /** The counts of the last runs up to this one, the oldest first. */
    public ImmutableList<RunTally> tallies(Run last, int most) {
        return store.guarded(() -> {
            Table<String, Verdict, Long> counts = HashBasedTable.create();
            Map<String, Instant> began = new LinkedHashMap<>();
            try (PreparedStatement select = store.connection().prepareStatement(TALLIES)) {
                select.setLong(1, store.number(last));
                select.setInt(2, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        began.put(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
                        if (row.getLong(4) > 0) {
                            counts.put(row.getString(1), Verdict.values()[row.getInt(3)], row.getLong(4));
                        }
                    }
                }
            }
            return began.entrySet().stream()
                    .map(run ->
                            new RunTally(run.getKey(), run.getValue(), ImmutableMap.copyOf(counts.row(run.getKey()))))
                    .collect(ImmutableList.toImmutableList());
        });
    }

    /** What the last runs up to this one said of each endpoint that someone must act on in it. */
    public ImmutableMap<Endpoint, EndpointLife> lives(Run last, int most) {
        return store.guarded(() -> {
            Sightings sightings = new Sightings(store);
            try (PreparedStatement select = store.connection().prepareStatement(LIVES)) {
                select.setLong(1, store.number(last));
                select.setInt(2, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        sightings.add(new Endpoint(FindingRows.address(row.getBytes(6)), row.getInt(7)), row);
                    }
                }
            }
            return sightings.lives();
        });
    }
}
