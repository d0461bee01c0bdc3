package relaycheck.product;

import java.util.Optional;
import java.util.regex.MatchResult;
import relaycheck.product.Expression.Place;

/**
 * A signature found in an answer.
 *
 * @param signature whose
 * @param words     the answer
 * @param result    where in it
 */
record Match(Signature signature, Words words, MatchResult result) {
    /** Longer evidence would not fit a line of a report. */
    private static final int EVIDENCE_LIMIT = 120;

    /** The line of the head that told, or what told in the body, on one line. */
    String evidence() {
        String text = signature.expression().text(words);
        int from = result.start();
        int to = result.end();
        if (signature.expression().place() == Place.HEAD) {
            from = text.lastIndexOf('\n', from - 1) + 1;
            int end = text.indexOf('\n', from);
            to = end < 0 ? text.length() : end;
        }
        return text.substring(from, Math.min(to, from + EVIDENCE_LIMIT)).strip().replace('\n', ' ');
    }

    /** The version that the words give. */
    Optional<String> version() {
        return result.groupCount() == 0 ? Optional.empty() : Optional.ofNullable(result.group(1));
    }
}
