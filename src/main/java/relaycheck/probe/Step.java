package relaycheck.probe;

import com.google.common.collect.ImmutableList;

/** What a dialogue does at an event. */
public sealed interface Step {
    /** Goes on: do this, and tell {@code next} what happens then. */
    record Proceed(ImmutableList<Action> actions, Dialogue next) implements Step {}

    /** Is over. */
    record Done(Answer answer) implements Step {}

    /** Waits for the next event. */
    static Step await(Dialogue next) {
        return new Proceed(ImmutableList.of(), next);
    }

    /** Does something, then waits. */
    static Step go(Dialogue next, Action... actions) {
        return new Proceed(ImmutableList.copyOf(actions), next);
    }
}
