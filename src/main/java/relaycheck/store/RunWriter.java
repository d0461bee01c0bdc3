package relaycheck.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relaycheck.history.Run;
import relaycheck.report.FindingLine;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;

/** Adds to one run. Nothing counts before {@link #commit}. */
public final class RunWriter {
    private static final String FINDING =
            "INSERT INTO finding (run, address, port, at, verdict, severity, json, outcome)"
                    + " VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)"; // bound as the bytes that it is written in
    private static final String SKIPPED = "INSERT INTO skipped (run, spec, address, port, why) VALUES (?, ?, ?, ?, ?)";
    private static final String RECEIPT = "UPDATE run SET receipt = ? WHERE number = ?";
    private static final String UPDATE = "UPDATE run SET id = ?, version = ?, started = ?, finished = ?, complete = ?,"
            + " vantage = ?, canary = ?, settings = ?, digest = ?, warnings = ?, receipt = ? WHERE number = ?";

    private final Store store;
    private final long number;
    private final PreparedStatement findings;
    private final PreparedStatement receipts;

    RunWriter(Store store, long number) throws SQLException {
        this.store = store;
        this.number = number;
        this.findings = store.connection().prepareStatement(FINDING);
        this.receipts = store.connection().prepareStatement(RECEIPT);
    }

    /**
     * Adds findings and commits them, all or none.
     *
     * @param receipt what the run has cost so far: what is killed later has sent it all the same
     */
    public void commit(List<FindingLine> batch, Run.Receipt receipt) {
        store.guarded(() -> {
            for (FindingLine line : batch) {
                bind(findings, line);
                findings.addBatch();
            }
            findings.executeBatch();
            receipts.setString(1, Text.of(receipt));
            receipts.setLong(2, number);
            receipts.executeUpdate();
            store.connection().commit();
            return number;
        });
    }

    /** Adds what was skipped and commits it; what an earlier part of the run skipped is replaced. */
    public void skipped(Iterable<Skipped> all) {
        store.guarded(() -> {
            delete("DELETE FROM skipped WHERE run = ?");
            try (PreparedStatement insert = store.connection().prepareStatement(SKIPPED)) {
                for (Skipped skipped : all) {
                    bind(insert, skipped);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            store.connection().commit();
            return number;
        });
    }

    /** Replaces a finding by one that is known better. */
    public void replace(Finding better) {
        store.guarded(() -> {
            try (PreparedStatement delete = store.connection()
                    .prepareStatement("DELETE FROM finding WHERE run = ? AND address = ? AND port = ?")) {
                delete.setLong(1, number);
                delete.setBytes(2, better.endpoint().address().getAddress());
                delete.setInt(3, better.endpoint().port());
                delete.executeUpdate();
            }
            bind(findings, new FindingLine(better));
            findings.executeUpdate();
            store.connection().commit();
            return number;
        });
    }

    /** Replaces what is known of the run itself. */
    public void update(Run run) {
        store.guarded(() -> {
            try (PreparedStatement update = store.connection().prepareStatement(UPDATE)) {
                RunRows.bind(update, run);
                update.setLong(12, number);
                update.executeUpdate();
            }
            store.connection().commit();
            return number;
        });
    }

    private void bind(PreparedStatement insert, FindingLine line) throws SQLException {
        Finding finding = line.finding();
        boolean closed = FindingRows.isClosedDoor(finding);
        insert.setLong(1, number);
        insert.setBytes(2, finding.endpoint().address().getAddress());
        insert.setInt(3, finding.endpoint().port());
        insert.setLong(4, finding.at().toEpochMilli());
        insert.setInt(5, finding.verdict().ordinal());
        insert.setInt(6, finding.severity().ordinal());
        insert.setBytes(7, closed ? null : line.ascii());
        setOrNull(insert, 8, closed ? finding.probes().get(0).outcome().ordinal() : null);
    }

    private void bind(PreparedStatement insert, Skipped skipped) throws SQLException {
        insert.setLong(1, number);
        insert.setString(2, skipped.spec());
        insert.setBytes(
                3,
                skipped.endpoint()
                        .map(Endpoint::address)
                        .map(each -> each.getAddress())
                        .orElse(null));
        setOrNull(insert, 4, skipped.endpoint().map(Endpoint::port).orElse(null));
        insert.setString(5, skipped.why());
    }

    private static void setOrNull(PreparedStatement statement, int index, @Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, value);
        }
    }

    private void delete(String sql) throws SQLException {
        try (PreparedStatement delete = store.connection().prepareStatement(sql)) {
            delete.setLong(1, number);
            delete.executeUpdate();
        }
    }
}
