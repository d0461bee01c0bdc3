package relaycheck.target;

import relaycheck.text.Printable;

/** A mistake in what the user wrote, in one line. */
public record Problem(Origin origin, String message) {
    /** {@code targets.example:14: 300.1.2.3 is not an address}; safe to print. */
    @Override
    public String toString() {
        return origin + ": " + Printable.line(message, 400);
    }
}
