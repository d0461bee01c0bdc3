package relaycheck.history;

import java.util.Locale;
import java.util.Optional;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Verdict;

/**
 * How an endpoint differs between two runs.
 *
 * @param endpoint which
 * @param before   what the earlier run said, or where it could not judge how the endpoint was exposed last; empty where it was
 *     not asked
 * @param after    what the later run said; empty where it did not ask
 */
public record Change(Endpoint endpoint, Optional<State> before, Optional<State> after) {
    /** Kinds of change, what needs a person first. */
    public enum Kind {
        /** Exposed, and was found in order last, or was never found exposed. */
        NEW,
        /** Exposed as before, but otherwise. */
        CHANGED,
        /** Was exposed; cannot be judged now, which is no proof that it is fixed. */
        UNREACHABLE,
        /** Was exposed and was not asked again. */
        GONE,
        /** Was exposed; now answers and does not relay. */
        FIXED,
        /** Exposed as before. */
        SAME,
        /** Never exposed. */
        HARMLESS;

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What kind of change it is. */
    public Kind kind() {
        boolean was = before.filter(State::isExposed).isPresent();
        boolean is = after.filter(State::isExposed).isPresent();
        if (is) {
            return !was ? Kind.NEW : before.equals(after) ? Kind.SAME : Kind.CHANGED;
        }
        if (!was) {
            return Kind.HARMLESS;
        }
        return after.map(now -> now.verdict() == Verdict.NOT_A_RELAY ? Kind.FIXED : Kind.UNREACHABLE)
                .orElse(Kind.GONE);
    }

    /** Whether it is exposed, and was not, or was less so. */
    public boolean isWorse() {
        return kind() == Kind.NEW
                || kind() == Kind.CHANGED
                        && after.map(State::severity)
                                .filter(now -> before.filter(
                                                was -> was.severity().isAtLeast(now))
                                        .isEmpty())
                                .isPresent();
    }
}
