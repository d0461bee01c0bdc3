package relaycheck.inquiry;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;

/**
 * How far the questioning of one endpoint is.
 *
 * @param begun   the ids of all questions that were put
 * @param answers those that were answered, by id
 * @param reached whether the endpoint accepted a connection
 * @param quiet   whether the first GET has been silent for most of its time
 */
public record Progress(
        ImmutableSet<String> begun, ImmutableMap<String, Answer> answers, boolean reached, boolean quiet) {
    /** Nothing was asked yet. */
    public static final Progress NONE = new Progress(ImmutableSet.of(), ImmutableMap.of(), false, false);

    Optional<Answer> answer(Ask ask) {
        return Optional.ofNullable(answers.get(ask.id()));
    }

    boolean isAnswered(Ask ask) {
        return answers.containsKey(ask.id());
    }

    boolean isProved() {
        return answers.values().stream().anyMatch(answer -> answer.proof().isPresent());
    }
}
