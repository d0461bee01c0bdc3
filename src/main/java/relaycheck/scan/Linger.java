package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Answer;
import relaycheck.probe.Likeness;
import relaycheck.probe.Way;
import relaycheck.verdict.Judgement.Heard;

/**
 * Whether a verdict waits for requests that may still arrive at the canary.
 *
 * <p>What answers for itself was not passed on: a 3xx or 4xx, the same page as the control request got, and a page for our
 * Host from what turns absolute-form down. Waiting for those too would make the scan of one plain web server last a second
 * instead of a quarter of one.
 */
final class Linger {
    private Linger() {}

    static boolean isNeeded(Transcript transcript) {
        ImmutableList<Heard> all = transcript.heard();
        Answer control = null;
        boolean refused = false;
        for (Heard heard : all) {
            Answer answer = heard.answer();
            control = answer.way() == Way.CONTROL ? answer : control;
            refused |= answer.way() == Way.GET && answer.status() / 100 == 4;
        }
        for (Heard heard : all) {
            Answer answer = heard.answer();
            boolean ownPage = isPage(answer) && (answer.way() == Way.HOST ? refused : answer == control);
            if (answer.connected() && !isPlain(answer) && !ownPage && !isLikeControl(answer, control)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(Answer answer) {
        return answer.status() / 100 == 3 || answer.status() / 100 == 4;
    }

    private static boolean isPage(Answer answer) {
        return answer.status() / 100 == 2;
    }

    private static boolean isLikeControl(Answer answer, @Nullable Answer control) {
        return control != null && isPage(answer) && Likeness.samePage(answer, control);
    }
}
