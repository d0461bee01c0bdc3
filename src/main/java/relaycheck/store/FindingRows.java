package relaycheck.store;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.history.State;
import relaycheck.probe.Outcome;
import relaycheck.report.FindingText;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import relaycheck.verdict.VerdictTable;

/** Findings as rows, and rows as findings. */
final class FindingRows {
    /**
     * What is neither closed nor refused, in the words of its index: SQLite takes a partial index only for a query that says
     * the same, so one that wants still less says so besides.
     */
    static final String EXPOSED = "verdict < 4";

    private FindingRows() {}

    /** Whether an outcome says all: closed doors, which are the most by far, are kept without their words. */
    static boolean isClosedDoor(Finding finding) {
        return finding.verdict() == Verdict.UNREACHABLE
                && finding.names().isEmpty()
                && finding.label().isEmpty()
                && finding.probes().size() == 1;
    }

    /** The finding of a row (address, port, at, json, outcome). */
    static Finding finding(ResultSet row) throws SQLException {
        String json = row.getString(4);
        return json == null ? unreachable(row) : FindingText.read(json);
    }

    /** The verdict in the third column and the severity in the fourth. */
    static State state(ResultSet row) throws SQLException {
        return new State(Verdict.values()[row.getInt(3)], Severity.values()[row.getInt(4)]);
    }

    private static Finding unreachable(ResultSet row) throws SQLException {
        return unreachable(
                new Endpoint(address(row.getBytes(1)), row.getInt(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Outcome.Kind.values()[row.getInt(5)]);
    }

    /** What is said of an endpoint where nothing could be asked. */
    static Finding unreachable(Endpoint endpoint, Instant at, Outcome.Kind outcome) {
        var decided = VerdictTable.decide(java.util.Set.of(outcome));
        return new Finding(
                endpoint,
                ImmutableList.of(),
                Optional.empty(),
                at,
                decided.verdict(),
                Severity.NONE,
                decided.id(),
                decided.because() + ": "
                        + (outcome == Outcome.Kind.PORT_CLOSED ? "nothing listens there" : "no answer to the dial"),
                Relays.NONE,
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                Background.NONE);
    }

    static InetAddress address(byte @Nullable [] bytes) throws SQLException {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new SQLException("not an address", e);
        }
    }
}
