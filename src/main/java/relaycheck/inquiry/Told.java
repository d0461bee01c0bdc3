package relaycheck.inquiry;

import relaycheck.probe.Answer;
import relaycheck.probe.Outcomes;
import relaycheck.product.Sign;

/**
 * An answer and what its words tell, looked up once: the rules come back to it with every further answer.
 *
 * @param answer      the facts
 * @param isFailure   whether a product says in it that it tried and failed
 * @param isProxySign whether it shows that a proxy is there
 */
public record Told(Answer answer, boolean isFailure, boolean isProxySign) {
    /** Reads an answer. */
    public static Told of(Answer answer, Outcomes outcomes) {
        boolean failure = outcomes.sign(answer)
                .filter(seen -> seen.sign() == Sign.FAILURE)
                .isPresent();
        return new Told(answer, failure, answer.status() == 405 && outcomes.isProxySign(answer));
    }
}
