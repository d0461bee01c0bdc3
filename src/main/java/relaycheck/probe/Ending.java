package relaycheck.probe;

/** How an answer, or what stands for one, ended. */
public enum Ending {
    /** The peer closed. */
    CLOSED,
    /** It was whole by its own framing, or enough was heard. */
    COMPLETE,
    /** Our time was over. */
    DEADLINE,
    /** It was longer than we listen to. */
    LIMIT,
    /** The endpoint itself was asked for TLS, and none came about. */
    NO_TLS,
    /** The endpoint itself was asked for TLS, and our time was over before it came about. */
    NO_TLS_IN_TIME,
    /** The dial was refused: nothing listens. */
    PORT_CLOSED,
    /** The dial had no answer, or the network said that there is no way. */
    PORT_FILTERED,
    /** The peer reset. */
    RESET;

    /** The ending that an event brings. */
    static Ending of(Event event) {
        if (event instanceof Event.InputEnded ended) {
            return ended.reset() ? RESET : CLOSED;
        }
        if (event instanceof Event.LimitReached) {
            return LIMIT;
        }
        return event instanceof Event.DeadlinePassed ? DEADLINE : COMPLETE;
    }
}
