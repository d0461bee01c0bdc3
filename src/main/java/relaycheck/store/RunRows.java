package relaycheck.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import relaycheck.history.Run;

/** Runs as rows, and rows as runs. */
final class RunRows {
    static final String SELECT = "SELECT id, version, started, finished, complete, vantage, canary, settings, digest,"
            + " warnings, receipt FROM run";

    private RunRows() {}

    /** Sets the first eleven parameters, in the order of {@link #SELECT}. */
    static void bind(PreparedStatement statement, Run run) throws SQLException {
        statement.setString(1, run.id());
        statement.setString(2, run.version());
        statement.setLong(3, run.started().toEpochMilli());
        if (run.finished().isPresent()) {
            statement.setLong(4, run.finished().get().toEpochMilli());
        } else {
            statement.setNull(4, Types.INTEGER);
        }
        statement.setBoolean(5, run.complete());
        statement.setString(6, run.vantage());
        statement.setString(7, Text.of(run.canary()));
        statement.setString(8, Text.of(run.settings()));
        statement.setString(9, run.digest());
        statement.setString(10, Text.of(run.warnings()));
        statement.setString(11, Text.of(run.receipt()));
    }

    static Run run(ResultSet row) throws SQLException {
        long finished = row.getLong(4);
        boolean isFinished = !row.wasNull();
        return new Run(
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                isFinished ? Optional.of(Instant.ofEpochMilli(finished)) : Optional.empty(),
                row.getBoolean(5),
                row.getString(6),
                Text.canary(row.getString(7)),
                Text.map(row.getString(8)),
                row.getString(9),
                Text.list(row.getString(10)),
                Text.receipt(row.getString(11)));
    }
}
