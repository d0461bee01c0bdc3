package relaycheck.probe;

/** Tells the events after which nothing more comes. */
final class Endings {
    private Endings() {}

    static boolean isEnding(Event event) {
        return event instanceof Event.MessageCompleted
                || event instanceof Event.InputEnded
                || event instanceof Event.LimitReached
                || event instanceof Event.DeadlinePassed;
    }
}
