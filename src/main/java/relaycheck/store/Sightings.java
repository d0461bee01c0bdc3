package relaycheck.store;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import relaycheck.history.AskedAgain;
import relaycheck.history.EndpointLife;
import relaycheck.history.Run;
import relaycheck.history.State;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * What run after run said of endpoints, without what says nothing: that an endpoint is in order, of a run that did not ask
 * what it was exposed by.
 */
final class Sightings {
    private static final String FINDING = "SELECT address, port, at, json, outcome FROM finding WHERE rowid = ?";

    private final Store store;
    private final ImmutableMap<String, Run> runs;
    private final ListMultimap<Endpoint, EndpointLife.Sighting> lives = ArrayListMultimap.create();
    private final Map<Endpoint, Exposed> exposed = new HashMap<>();

    Sightings(Store store) {
        this.store = store;
        this.runs = Maps.uniqueIndex(store.runs(), Run::id);
    }

    /** How and where an endpoint was exposed last, as long as no run has found all of that closed. */
    record Exposed(State state, String run, long row) {}

    /** Adds what a row says (run, at, verdict, severity, rowid): the rows of an endpoint in the order of the runs. */
    void add(Endpoint endpoint, ResultSet row) throws SQLException {
        String run = row.getString(1);
        State state = FindingRows.state(row);
        if (see(endpoint, run, state, row.getLong(5))) {
            lives.put(endpoint, new EndpointLife.Sighting(run, Instant.ofEpochMilli(row.getLong(2)), state));
        }
    }

    /** Looks where endpoints are exposed last, in rows as those that are added; keeps nothing else of them. */
    void look(Endpoint endpoint, ResultSet row) throws SQLException {
        see(endpoint, row.getString(1), FindingRows.state(row), row.getLong(5));
    }

    /** How an endpoint was exposed last, where no run has found it in order since: one that could not judge it does not tell. */
    Optional<Exposed> exposed(Endpoint endpoint) {
        return Optional.ofNullable(exposed.get(endpoint));
    }

    private boolean see(Endpoint endpoint, String run, State state, long row) throws SQLException {
        if (state.isExposed()) {
            exposed.put(endpoint, new Exposed(state, run, row));
        }
        if (state.verdict() == Verdict.NOT_A_RELAY) {
            Exposed last = exposed.get(endpoint);
            if (last != null && !isAskedAgain(last, run, row)) {
                return false;
            }
            exposed.remove(endpoint); // answered for: later runs need not be
        }
        return true;
    }

    /** Whether a run's finding answers for all that an endpoint was exposed by. */
    boolean isAskedAgain(Exposed last, String run, long row) throws SQLException {
        Run earlier = runs.get(last.run());
        Run later = runs.get(run);
        return earlier == null || later == null || isAskedAgain(earlier, last.row(), later, row);
    }

    /** Whether the later run's finding answers for all that the earlier one's shows. */
    boolean isAskedAgain(Run earlier, long before, Run later, long after) throws SQLException {
        return AskedAgain.of(finding(before), earlier, finding(after), later);
    }

    private Finding finding(long row) throws SQLException {
        try (PreparedStatement select = store.connection().prepareStatement(FINDING)) {
            select.setLong(1, row);
            try (ResultSet found = select.executeQuery()) {
                return FindingRows.finding(found);
            }
        }
    }

    EndpointLife life(Endpoint endpoint) {
        return new EndpointLife(endpoint, ImmutableList.copyOf(lives.get(endpoint)));
    }

    ImmutableMap<Endpoint, EndpointLife> lives() {
        return lives.keySet().stream().collect(ImmutableMap.toImmutableMap(endpoint -> endpoint, this::life));
    }
}
