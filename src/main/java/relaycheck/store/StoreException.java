package relaycheck.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used; the message says what to do, in one line. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    StoreException(String message) {
        super(message);
    }
}
