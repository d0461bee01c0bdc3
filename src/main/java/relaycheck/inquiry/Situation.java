package relaycheck.inquiry;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Opening;

/**
 * What the rules look at: how far the questioning is, with the answers that they ask for most looked up.
 *
 * @param told    what was answered, by id
 * @param get     the answer to the first GET; null before it
 * @param connect the answer to the first CONNECT; null before it
 * @param reached whether the endpoint accepted a connection
 * @param quiet   whether the first GET was silent for most of its time
 * @param heard   whether the endpoint has said anything at all
 * @param proved  whether a proof came back
 * @param signs   other protocols that the first two answers tell of
 */
record Situation(
        Map<String, Told> told,
        @Nullable Told get,
        @Nullable Told connect,
        boolean reached,
        boolean quiet,
        boolean heard,
        boolean proved,
        ImmutableSet<Opening> signs) {
    static Situation of(Questions questions, Progress progress) {
        boolean heard = false;
        boolean proved = false;
        for (Told each : progress.told().values()) {
            heard |= each.answer().heardAnything();
            proved |= each.answer().proof().isPresent();
        }
        Told get = progress.told().get(questions.firstGet().id());
        Told connect = progress.told().get(questions.firstConnect().id());
        ImmutableSet<Opening> signs =
                get == null || connect == null ? ImmutableSet.of() : Signal.in(get.answer(), connect.answer());
        boolean quiet = progress.quiet()
                || (get != null && get.answer().isUnanswered() && get.answer().ending() == Ending.DEADLINE);
        return new Situation(progress.told(), get, connect, progress.reached(), quiet, heard, proved, signs);
    }

    /** Whether the first dial failed: nothing else is asked then. */
    boolean closed() {
        return get != null && !get.answer().connected();
    }

    @Nullable
    Told told(@Nullable Ask ask) {
        return ask == null ? null : told.get(ask.id());
    }

    @Nullable
    Answer answer(@Nullable Ask ask) {
        Told found = told(ask);
        return found == null ? null : found.answer();
    }
}
