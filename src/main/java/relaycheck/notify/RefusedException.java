package relaycheck.notify;

import java.io.IOException;

/** Somebody was asked to take a notice and will not, now or later. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
