package relaycheck.history;

import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/**
 * What a run said of an endpoint, in short.
 *
 * @param verdict  the verdict
 * @param severity how bad it was
 */
public record State(Verdict verdict, Severity severity) {
    /** Whether something must be done about it. */
    public boolean isExposed() {
        return verdict.compareTo(Verdict.LOGIN_NEEDED) <= 0;
    }

    @Override
    public String toString() {
        return verdict + " (" + severity.word() + ")";
    }
}
