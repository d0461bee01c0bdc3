package relaycheck.probe;

/**
 * One state of one run of a probe: a pure function from what happened to what to do next.
 *
 * <p>Nothing that a peer sends makes it throw. It is over with {@link Step.Done}, at the latest at
 * {@link Event.DeadlinePassed}.
 */
@FunctionalInterface
public interface Dialogue {
    /** What to do at this event. */
    Step on(Event event);
}
