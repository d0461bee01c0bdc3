package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.MatchResult;
import relaycheck.http.ProxyStatus;

/**
 * One form of words and what it means.
 *
 * @param product    whose form it is; empty where it is anybody's
 * @param role       what kind of software that is
 * @param meaning    what it says
 * @param reason     why, where it is a sign
 * @param seenIn     the captures that show it; what none shows names a product and no more
 * @param expression the words
 * @param also       further words of the same answer, all of which must be there
 * @param file       the product file
 * @param line       the line in it
 */
record Signature(
        String product,
        Role role,
        Meaning meaning,
        ProxyStatus reason,
        ImmutableList<String> seenIn,
        Expression expression,
        ImmutableList<Expression> also,
        String file,
        int line) {
    /** The same with further words that must be there. */
    Signature with(Expression further) {
        ImmutableList<Expression> all =
                ImmutableList.<Expression>builder().addAll(also).add(further).build();
        return new Signature(product, role, meaning, reason, seenIn, expression, all, file, line);
    }

    /** Whether a capture shows it, so that it may count as a sign. */
    boolean isSeen() {
        return !seenIn.isEmpty();
    }

    /** Whether only software that relays says so. */
    boolean isOfProxy() {
        return meaning != Meaning.PERHAPS
                && (role != Role.SERVER || meaning.sign().isPresent());
    }

    /** Where the words stand in an answer, if all of them do. */
    Optional<MatchResult> find(Words words) {
        Optional<MatchResult> match = expression.find(words);
        return match.isPresent()
                        && also.stream().allMatch(other -> other.find(words).isPresent())
                ? match
                : Optional.empty();
    }

    /** The sign that the words are. */
    Optional<SignSeen> signSeen() {
        boolean tellsAnyway = meaning == Meaning.FAILURE_ANYWAY;
        return meaning.sign().map(sign -> new SignSeen(sign, product, reason, tellsAnyway));
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
