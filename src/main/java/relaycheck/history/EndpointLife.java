package relaycheck.history;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Verdict;

/**
 * One endpoint from run to run.
 *
 * @param endpoint  which
 * @param sightings what each run that asked it said, the oldest first
 */
public record EndpointLife(Endpoint endpoint, ImmutableList<Sighting> sightings) {
    /**
     * What one run said.
     *
     * @param run   its id
     * @param at    when
     * @param state what it said
     */
    public record Sighting(String run, Instant at, State state) {}

    /** When it first answered anything; empty where it never did. */
    public Optional<Instant> firstSeen() {
        return sightings.stream()
                .filter(each -> each.state().verdict() != Verdict.UNREACHABLE)
                .map(Sighting::at)
                .findFirst();
    }

    /** Since when it has been exposed: a run that could not judge it does not end that; empty where it is not. */
    public Optional<Instant> openSince() {
        Optional<Instant> since = Optional.empty();
        for (Sighting sighting : sightings) {
            if (sighting.state().isExposed()) {
                since = since.isPresent() ? since : Optional.of(sighting.at());
            } else if (sighting.state().verdict() == Verdict.NOT_A_RELAY) {
                since = Optional.empty();
            }
        }
        return since;
    }

    /** In how many runs it was exposed. */
    public long timesExposed() {
        return sightings.stream().filter(each -> each.state().isExposed()).count();
    }

    /** Whether it was exposed again after it had been found in order. */
    public boolean isFlapping() {
        boolean was = false;
        boolean closed = false;
        for (Sighting sighting : sightings) {
            boolean is = sighting.state().isExposed();
            if (is && closed) {
                return true;
            }
            closed |= was && sighting.state().verdict() == Verdict.NOT_A_RELAY;
            was |= is;
        }
        return false;
    }
}
