package relaycheck.transport;

/** A connection that may carry another request. Used on the I/O thread alone. */
public interface Connection {
    /** Whether the peer has closed it meanwhile. */
    boolean isOpen();

    /** Begins the listener's run on it; false, and nothing was begun, where it is closed. */
    boolean ask(RunListener listener);

    /** Closes it by a reset: after a complete answer nothing is lost, and no port stays in TIME_WAIT. */
    void close();
}
