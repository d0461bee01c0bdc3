package relaycheck.store;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.report.Summary;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Reads one run. Iterables begin anew each time and hold one row at a time; one that is begun ends those before it. */
public final class RunReader {
    private static final String FINDINGS = "SELECT address, port, at, json, outcome FROM finding WHERE run = ?";
    static final String EXPOSED = FINDINGS + " AND " + FindingRows.EXPOSED;
    static final String RELAYING = EXPOSED + " AND verdict < 2";
    private static final String WORST_FIRST = " ORDER BY verdict, severity DESC, length(address), address, port";

    private static final String COUNTS = "SELECT verdict, severity, count(*) FROM finding WHERE run = ? GROUP BY 1, 2";

    private final Store store;
    private final long number;
    /** The query read last, which is still open where its reader stopped early. */
    private @Nullable PreparedStatement latest;

    RunReader(Store store, long number) {
        this.store = store;
        this.number = number;
    }

    /** Every finding, the worst first, then by address and port. */
    public Iterable<Finding> findings() {
        return Iterables.concat(
                exposed(), () -> rows(FINDINGS + " AND verdict >= 4" + WORST_FIRST, FindingRows::finding));
    }

    /** The same without what is neither exposed nor unjudged: read by an index, however many doors are closed. */
    public Iterable<Finding> exposed() {
        return () -> rows(EXPOSED + WORST_FIRST, FindingRows::finding);
    }

    /** What relays and what tried to, the same way: few, where there may be a million that could not be judged. */
    public Iterable<Finding> relaying() {
        return () -> rows(RELAYING + WORST_FIRST, FindingRows::finding);
    }

    /** The finding of one endpoint, where it has its verdict. */
    public Optional<Finding> finding(Endpoint endpoint) {
        return store.guarded(() -> {
            try (PreparedStatement select =
                    store.connection().prepareStatement(FINDINGS + " AND address = ? AND port = ?")) {
                select.setLong(1, number);
                select.setBytes(2, endpoint.address().getAddress());
                select.setInt(3, endpoint.port());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(FindingRows.finding(rows)) : Optional.empty();
                }
            }
        });
    }

    /** Every endpoint that has its verdict. */
    public Iterable<Endpoint> decided() {
        return () -> rows(FINDINGS, row -> new Endpoint(FindingRows.address(row.getBytes(1)), row.getInt(2)));
    }

    /** What was listed and not asked. */
    public Iterable<Skipped> skipped() {
        return () -> rows("SELECT spec, address, port, why FROM skipped WHERE run = ? ORDER BY rowid", row -> {
            byte[] address = row.getBytes(2);
            Optional<Endpoint> endpoint = address == null
                    ? Optional.empty()
                    : Optional.of(new Endpoint(FindingRows.address(address), row.getInt(3)));
            return new Skipped(row.getString(1), endpoint, row.getString(4));
        });
    }

    /** The counts. */
    public Summary summary() {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        Map<Severity, Long> severities = new EnumMap<>(Severity.class);
        long endpoints = 0;
        for (Iterator<Count> counts = rows(COUNTS, Count::of); counts.hasNext(); ) {
            Count next = counts.next();
            verdicts.merge(next.verdict(), next.findings(), Long::sum);
            severities.merge(next.severity(), next.findings(), Long::sum);
            endpoints += next.findings();
        }
        long skipped = 0;
        for (Skipped each : skipped()) {
            skipped += each.count(); // of many, most are told by their number
        }
        return new Summary(endpoints, ImmutableMap.copyOf(verdicts), ImmutableMap.copyOf(severities), skipped);
    }

    /** How many findings are alike. */
    private record Count(Verdict verdict, Severity severity, long findings) {
        static Count of(ResultSet row) throws SQLException {
            return new Count(Verdict.values()[row.getInt(1)], Severity.values()[row.getInt(2)], row.getLong(3));
        }
    }

    /** What a row becomes. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Iterator<T> rows(String sql, Reading<T> reading) {
        return store.guarded(() -> {
            if (latest != null) {
                latest.close();
            }
            PreparedStatement select = store.connection().prepareStatement(sql);
            latest = select;
            select.setLong(1, number);
            return new Rows<>(store, select, select.executeQuery(), reading);
        });
    }

    /** One pass; the statement is closed at its end, or by the next pass. */
    private static final class Rows<T> extends AbstractIterator<T> {
        private final Store store;
        private final PreparedStatement select;
        private final ResultSet rows;
        private final Reading<T> reading;

        Rows(Store store, PreparedStatement select, ResultSet rows, Reading<T> reading) {
            this.store = store;
            this.select = select;
            this.rows = rows;
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("NullAway") // endOfData() returns null, and so must this
        protected @Nullable T computeNext() {
            return store.guarded(() -> {
                // the driver would say that there are no more rows
                checkState(!select.isClosed(), "another pass over the run was begun");
                if (rows.next()) {
                    return reading.of(rows);
                }
                select.close();
                return endOfData();
            });
        }
    }
}
