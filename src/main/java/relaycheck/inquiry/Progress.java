package relaycheck.inquiry;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;

/**
 * How far the questioning of one endpoint is.
 *
 * @param begun   the ids of all questions that were put
 * @param told    what was answered, by id
 * @param reached whether the endpoint accepted a connection
 * @param quiet   whether the first GET has been silent for most of its time
 */
public record Progress(ImmutableSet<String> begun, ImmutableMap<String, Told> told, boolean reached, boolean quiet) {
    /** Nothing was asked yet. */
    public static final Progress NONE = new Progress(ImmutableSet.of(), ImmutableMap.of(), false, false);

    Optional<Answer> answer(Ask ask) {
        return Optional.ofNullable(answer(ask.id()));
    }

    @Nullable
    Answer answer(String id) {
        Told found = told.get(id);
        return found == null ? null : found.answer();
    }

    boolean isAnswered(Ask ask) {
        return told.containsKey(ask.id());
    }

    boolean isProved() {
        for (Told each : told.values()) {
            if (each.answer().proof().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the endpoint has said anything at all. */
    boolean isHeard() {
        for (Told each : told.values()) {
            if (each.answer().heardAnything()) {
                return true;
            }
        }
        return false;
    }
}
