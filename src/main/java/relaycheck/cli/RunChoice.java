package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import relaycheck.history.Run;
import relaycheck.store.Store;

/** Finds the run that a user means: by id, by number, or {@code last} or {@code previous}. */
final class RunChoice {
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
        int newest = text.equals("last") ? 0 : text.equals("previous") ? 1 : -1;
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
}
