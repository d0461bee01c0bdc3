package relaycheck.store;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import relaycheck.history.Run;
import relaycheck.proof.ProofKey;
import relaycheck.text.Reason;

/**
 * One store file, opened for this process alone. Used by one thread at a time.
 *
 * <p>Every method throws {@link StoreException} where the file cannot be used.
 */
public final class Store implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Bytes of a page: of a few kilobytes that a web server's finding has, several fit; of one page of 4096, one. */
    private static final int PAGE = 16 * 1024;

    /** The driver makes a format for dates whether there are any or not; the shortest takes half of the time of its own. */
    private static final String NO_DATES = "S";

    private final Path file;
    private final Connection connection;

    private Store(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a store, and makes it, for its owner alone, where it is missing. */
    public static Store open(Path file) {
        try {
            if (file.toString().indexOf('?') < 0) {
                Files.createFile(file, OWNER_ONLY);
            }
        } catch (FileAlreadyExistsException e) {
            // it is there already
        } catch (IOException e) {
            throw new StoreException("cannot make the store " + file + ": " + Reason.ofMaking(e), e);
        }
        return opened(file);
    }

    /** Opens a store that must be there and hold something; where nothing can be written, to be read. */
    public static Store openExisting(Path file) {
        if (Files.isRegularFile(file) && file.toFile().length() == 0) {
            throw new StoreException("the store " + file + " is an empty file; name the one that a scan has made");
        }
        return opened(file);
    }

    private static Store opened(Path file) {
        if (file.toString().indexOf('?') >= 0) {
            throw new StoreException("the store " + file + ": a name with ? cannot be opened; name another");
        }
        if (Files.isDirectory(file)) {
            throw new StoreException("the store " + file + " is a directory; name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new StoreException("there is no store " + file + "; a scan makes one, or name another");
        }
        try {
            Connection connection =
                    isWritable(file) ? toWrite(file) : toRead().createConnection("jdbc:sqlite:" + unchanging(file));
            Store store = new Store(file, connection);
            try {
                Schema.bringUpToDate(connection, file.toString());
                connection.setAutoCommit(false);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return store;
        } catch (SQLException e) {
            throw Throwables.getRootCause(e) instanceof NativeLibraryNotFoundException
                    ? NativeLibrary.missing(e)
                    : StoreException.of(file, e);
        } catch (UnsatisfiedLinkError e) {
            throw NativeLibrary.missing(e); // what the driver does where it has failed before
        }
    }

    /** Loads the library of the database, which takes longer than opening one. */
    public static void load() {
        try {
            config().createConnection("jdbc:sqlite::memory:").close();
        } catch (SQLException e) {
            throw new StoreException("cannot load the database's library: " + e.getMessage(), e);
        }
    }

    /** A page's size can be chosen only before there is a write-ahead log: the driver's settings come in any order. */
    private static Connection toWrite(Path file) throws SQLException {
        Connection connection = config().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("PRAGMA journal_mode = WAL");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static SQLiteConfig config() {
        NativeLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        // one process at a time: a second scan hears of it, and no shared memory is needed, which network folders lack
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        config.setDateStringFormat(NO_DATES);
        config.setBusyTimeout(500);
        config.enforceForeignKeys(true);
        return config;
    }

    private static boolean isWritable(Path file) {
        return Files.isWritable(file) && Files.isWritable(file.toAbsolutePath().getParent());
    }

    private static SQLiteConfig toRead() {
        NativeLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config;
    }

    /** The file as one that nobody changes: else SQLite wants to write its locks and its log beside it. */
    private static String unchanging(Path file) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (log.toFile().length() > 0) {
            throw new StoreException(
                    "the store " + file + " cannot be read where it is: its last verdicts are still in " + log
                            + "; copy both to a folder that can be written");
        }
        return "file:" + file.toAbsolutePath().toUri().getRawPath() + "?immutable=1";
    }

    /** Begins a run and returns what findings are added to. */
    public RunWriter begin(Run run, ProofKey key) {
        return guarded(() -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO run (id, version, started, finished,"
                            + " complete, vantage, canary, settings, digest, warnings, receipt, proof_key)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                RunRows.bind(insert, run);
                insert.setString(12, key.text().strip());
                insert.executeUpdate();
            }
            connection.commit();
            return new RunWriter(this, number(run.id()));
        });
    }

    /** Goes on with a run that was begun. */
    public RunWriter resume(Run run) {
        return guarded(() -> new RunWriter(this, number(run.id())));
    }

    /** What was found and skipped in a run. */
    public RunReader read(Run run) {
        return guarded(() -> new RunReader(this, number(run.id())));
    }

    /** All runs, the newest first. */
    public ImmutableList<Run> runs() {
        return guarded(() -> {
            ImmutableList.Builder<Run> runs = ImmutableList.builder();
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(RunRows.SELECT + " ORDER BY number DESC")) {
                while (rows.next()) {
                    runs.add(RunRows.run(rows));
                }
            }
            return runs.build();
        });
    }

    /** The number of a run in this store, in the order of the scans. */
    public long number(Run run) {
        return guarded(() -> number(run.id()));
    }

    /** The newest run. */
    public Optional<Run> lastRun() {
        return runs().stream().findFirst();
    }

    /** The key with which the proofs of a run can be checked. */
    public ProofKey key(Run run) {
        return guarded(() -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT proof_key FROM run WHERE id = ?")) {
                select.setString(1, run.id());
                try (ResultSet row = select.executeQuery()) {
                    return ProofKey.parse(row.getString(1));
                }
            }
        });
    }

    /** Removes a run and all that belongs to it. */
    public void remove(Run run) {
        guarded(() -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM run WHERE id = ?")) {
                delete.setString(1, run.id());
                delete.executeUpdate();
            }
            connection.commit();
            return run;
        });
    }

    /** Gives the room of what was removed back to the disk; false where there is none to write the rest anew. */
    public boolean shrink() {
        return guarded(() -> {
            connection.setAutoCommit(true); // it is no part of a transaction
            try (Statement vacuum = connection.createStatement()) {
                vacuum.execute("VACUUM");
                return true;
            } catch (SQLException e) {
                if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_FULL.code) {
                    throw e;
                }
                return false;
            } finally {
                connection.setAutoCommit(false);
            }
        });
    }

    /** The file. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        guarded(() -> {
            connection.close(); // takes back what was not committed; on a full disk SQLite has done so already
            return file;
        });
    }

    Connection connection() {
        return connection;
    }

    <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** Something done with the database. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private long number(String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT number FROM run WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.getLong(1);
            }
        }
    }
}
