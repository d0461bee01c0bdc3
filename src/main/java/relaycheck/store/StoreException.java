package relaycheck.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The store cannot be used; the message says what to do, in one line. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    StoreException(String message) {
        super(message);
    }

    /** What SQLite says of a file, and what to do about it. */
    static StoreException of(Path file, SQLException e) {
        int code = e.getErrorCode() & 0xff;
        String why;
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            why = "is in use by another relaycheck; wait for it, or name another file";
        } else if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            why = "cannot be written: its folder is read-only or not yours; name another file";
        } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            why = "cannot be written: the disk is full; free some room and go on with --resume";
        } else if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            why = "is not a store of relaycheck, or is damaged; name another file";
        } else {
            why = "cannot be used: " + e.getMessage();
        }
        return new StoreException("the store " + file + " " + why, e);
    }
}
