package relaycheck.scan;

/** The scan would not tell the truth; the message says what is in the way. */
public final class SelfTestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SelfTestException(String message) {
        super(message);
    }
}
