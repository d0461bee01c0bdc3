package relaycheck.store;

import org.jspecify.annotations.Nullable;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/**
 * A finding as a row.
 *
 * @param endpoint    which
 * @param epochMilli  when it was judged
 * @param verdict     the verdict
 * @param severity    how bad it is
 * @param json        the finding; null where {@code outcome} says all
 * @param outcome     of what cannot be reached, why
 */
record Entry(
        Endpoint endpoint,
        long epochMilli,
        Verdict verdict,
        Severity severity,
        @Nullable String json,
        relaycheck.probe.Outcome.@Nullable Kind outcome) {}
