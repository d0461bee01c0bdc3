package relaycheck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a store to this version's tables: numbered files, and the number of the last one in the file's own header. */
final class Schema {
    /** The last of the numbered files. */
    private static final int VERSION = 1;
    /** "rlyc": tells our files from other programs' databases. */
    private static final int APPLICATION_ID = 0x726c7963;

    private Schema() {}

    static void bringUpToDate(Connection connection, String file) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        int application = number(connection, "PRAGMA application_id");
        boolean fresh = version == 0 && number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!fresh && application != APPLICATION_ID) {
            throw new StoreException(file + " is a database of another program; name another file");
        }
        if (version > VERSION) {
            throw new StoreException(file + " was written by a newer relaycheck; use that one, or another --store");
        }
        for (int next = version + 1; next <= VERSION; next++) {
            run(connection, next);
        }
    }

    private static void run(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String sql :
                    Splitter.on(";\n").trimResults().omitEmptyStrings().split(sql(version))) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + version);
            statement.execute("COMMIT");
        }
    }

    private static String sql(int version) {
        String name = "V" + version + ".sql";
        try (InputStream file = Schema.class.getResourceAsStream(name)) {
            return new String(requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new StoreException("the program's own files cannot be read", e);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
