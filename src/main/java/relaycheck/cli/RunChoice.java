package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.history.Run;
import relaycheck.store.Store;

/** Finds the run that a user means: by id, by number, or {@code last} or {@code previous}. */
final class RunChoice {
    /** The newest run; as a baseline, the newest complete one before the run that is reported. */
    static final String LAST = "last";

    private RunChoice() {}

    /**
     * The run.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Run of(Store store, String text) {
        ImmutableList<Run> runs = store.runs();
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("the store " + store.file() + " holds no run yet");
        }
        int newest = text.equals(LAST) ? 0 : text.equals("previous") ? 1 : -1;
        if (newest >= 0) {
            if (newest >= runs.size()) {
                throw new IllegalArgumentException("the store " + store.file() + " holds one run only, none before it");
            }
            return runs.get(newest);
        }
        return runs.stream()
                .filter(run -> run.id().equals(text)
                        || Long.toString(store.number(run)).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no run " + text + " in " + store.file() + "; relaycheck history lists them"));
    }

    /** The newest complete run before this one. */
    static Optional<Run> before(Store store, Run run) {
        long number = store.number(run);
        return store.runs().stream()
                .filter(each -> each.complete() && store.number(each) < number)
                .findFirst();
    }
}
