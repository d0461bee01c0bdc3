package relaycheck.transport;

/** What a run tells whoever began it, on the I/O thread: nothing here may block. */
public interface RunListener {
    /**
     * The endpoint accepted the connection.
     *
     * @param run the run that begins on it
     */
    void connected(Running run);

    /** Nothing was heard although most of the time is over; told once at most. */
    void quiet();

    /** The run is over. A connection that is handed over is the listener's to use or to close. */
    void answered(Reply reply);

    /** No descriptor or no source port was left: the run did not begin, and is to be begun again later. */
    void noRoom();
}
