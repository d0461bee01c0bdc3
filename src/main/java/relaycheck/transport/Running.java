package relaycheck.transport;

/** A run that was begun. */
public interface Running {
    /** Whether nothing was heard so far. */
    boolean isSilent();

    /** Ends it as if its time were over. On the I/O thread alone. */
    void giveUp();
}
