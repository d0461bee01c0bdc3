package relaycheck.transport;

import relaycheck.probe.Ending;

/** Asks whoever dialled for a run, and tells how it went, on the I/O thread: nothing here may block. */
public interface RunListener {
    /** Makes the run ready, now that there is a connection for it: most dials of a scan find none. */
    ProbeRun begin();

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

    /** There is no connection, or no run could be made for it: nothing was asked. */
    void unreached(Ending ending);

    /**
     * The run did not begin for a reason of this machine's, and is to be begun again later: no descriptor or no source port was
     * left, or it slept while the peer was dialled.
     *
     * @param dialled whether the peer may have seen it
     */
    void again(boolean dialled);
}
