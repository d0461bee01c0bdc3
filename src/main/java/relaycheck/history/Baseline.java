package relaycheck.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Optional;
import relaycheck.target.Endpoint;

/**
 * An earlier run, and how a later one differs from it.
 *
 * @param run     the earlier run
 * @param changes of every endpoint that is exposed in one of them
 */
public record Baseline(Run run, ImmutableMap<Endpoint, Change> changes) {
    /** The baseline with these changes, one an endpoint. */
    public static Baseline of(Run run, ImmutableList<Change> changes) {
        return new Baseline(run, Maps.uniqueIndex(changes, Change::endpoint));
    }

    /** How an endpoint differs; empty where it is exposed in neither run. */
    public Optional<Change> change(Endpoint endpoint) {
        return Optional.ofNullable(changes.get(endpoint));
    }

    /** The changes of a kind, by address and port. */
    public ImmutableList<Change> of(Change.Kind kind) {
        return changes.values().stream()
                .filter(change -> change.kind() == kind)
                .sorted(java.util.Comparator.comparing(Change::endpoint))
                .collect(ImmutableList.toImmutableList());
    }
}
