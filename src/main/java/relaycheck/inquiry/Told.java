package relaycheck.inquiry;

import java.util.Optional;
import relaycheck.probe.Answer;
import relaycheck.probe.Outcomes;
import relaycheck.product.Sign;
import relaycheck.product.SignSeen;

/**
 * An answer and what its words tell, looked up once: the rules come back to it with every further answer.
 *
 * @param answer         the facts
 * @param isAmbiguous    whether only a comparison can tell what it means: of a failure who failed, of a tunnel whether it is
 *                       a page
 * @param isPlainRefusal whether it is a web server's own "no", without a sign of a proxy: asked for anything else, it says
 *                       the same. Never a 403: that may be about the one port.
 */
public record Told(Answer answer, boolean isAmbiguous, boolean isPlainRefusal) {
    /** Reads an answer. */
    public static Told of(Answer answer, Outcomes outcomes) {
        Optional<SignSeen> sign = outcomes.sign(answer);
        boolean failure = sign.isPresent() && sign.get().sign() == Sign.FAILURE;
        boolean ambiguous = failure
                || answer.isGatewayFailure()
                || (answer.way().isConnect() && answer.tunnel().isPresent());
        boolean refusal =
                answer.hasStatus(400, 404, 405, 410, 501) && answer.proof().isEmpty() && !outcomes.isProxySign(answer);
        return new Told(answer, ambiguous, refusal);
    }

    /** Whether both are such a "no", with the same code. */
    boolean isSameRefusal(Told other) {
        return isPlainRefusal
                && other.isPlainRefusal
                && answer.status() == other.answer().status();
    }
}
