package relaycheck.verdict;

import static relaycheck.probe.Outcome.Kind.ACCEPTED;
import static relaycheck.probe.Outcome.Kind.ATTEMPTED;
import static relaycheck.probe.Outcome.Kind.CHALLENGED;
import static relaycheck.probe.Outcome.Kind.DROPPED;
import static relaycheck.probe.Outcome.Kind.GATEWAY_ERROR;
import static relaycheck.probe.Outcome.Kind.NOT_HTTP;
import static relaycheck.probe.Outcome.Kind.PORT_CLOSED;
import static relaycheck.probe.Outcome.Kind.PORT_FILTERED;
import static relaycheck.probe.Outcome.Kind.REFUSED;
import static relaycheck.probe.Outcome.Kind.RELAYED;
import static relaycheck.probe.Outcome.Kind.SERVED_LOCALLY;
import static relaycheck.probe.Outcome.Kind.SILENT;
import static relaycheck.verdict.Severity.HIGH;
import static relaycheck.verdict.Severity.INFO;
import static relaycheck.verdict.Severity.LOW;
import static relaycheck.verdict.Severity.MEDIUM;
import static relaycheck.verdict.Severity.NONE;
import static relaycheck.verdict.Verdict.INCONCLUSIVE;
import static relaycheck.verdict.Verdict.LOGIN_NEEDED;
import static relaycheck.verdict.Verdict.NOT_A_RELAY;
import static relaycheck.verdict.Verdict.OPEN;
import static relaycheck.verdict.Verdict.SUSPECT;
import static relaycheck.verdict.Verdict.UNREACHABLE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import relaycheck.probe.Outcome;

/**
 * The rules of judgement; whatever decides a verdict stands here. The first row that applies decides, so one more outcome
 * never makes a verdict milder.
 */
public final class VerdictTable {
    private static final Row UNJUDGED =
            row("unjudged", INCONCLUSIVE, INFO, "could not be judged", SILENT, DROPPED, GATEWAY_ERROR);

    /** Every row, in order. */
    public static final ImmutableList<Row> ROWS = ImmutableList.of(
            row("relayed", OPEN, HIGH, "relays for whoever asks from here", RELAYED),
            row("attempted", SUSPECT, MEDIUM, "tried or agreed to relay, but nothing was proved", ACCEPTED, ATTEMPTED),
            row("login", LOGIN_NEEDED, LOW, "relays for those who log in", CHALLENGED),
            UNJUDGED,
            row("refused", NOT_A_RELAY, NONE, "does not relay", REFUSED, SERVED_LOCALLY, NOT_HTTP),
            row("no-port", UNREACHABLE, NONE, "cannot be reached", PORT_CLOSED, PORT_FILTERED));

    /** Ports to which browsers are relayed; a relay to any other is worse. */
    private static final ImmutableSet<Integer> WEB = ImmutableSet.of(80, 443);

    private VerdictTable() {}

    /** The row that decides; of no outcome at all, that nothing could be judged. */
    public static Row decide(Set<Outcome.Kind> outcomes) {
        for (Row row : ROWS) {
            for (Outcome.Kind kind : row.any()) {
                if (outcomes.contains(kind)) {
                    return row;
                }
            }
        }
        return UNJUDGED;
    }

    /** How bad it is: of a proven relay, critical where 25 or any port but 80 and 443 was reached. */
    public static Severity severity(Row row, Set<Integer> arrived) {
        return row.verdict() == OPEN && !WEB.containsAll(arrived) ? Severity.CRITICAL : row.severity();
    }

    private static Row row(String id, Verdict verdict, Severity severity, String because, Outcome.Kind... any) {
        return new Row(id, Sets.immutableEnumSet(List.of(any)), verdict, severity, because);
    }
}
