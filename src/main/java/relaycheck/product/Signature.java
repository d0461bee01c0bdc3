package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
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

    /** Where the words stand in an answer; null where not all of them do. */
    @Nullable
    MatchResult find(Words words) {
        MatchResult match = expression.find(words);
        for (int i = 0; i < also.size() && match != null; i++) {
            match = also.get(i).find(words) == null ? null : match;
        }
        return match;
    }

    /** The sign that the words are. */
    Optional<SignSeen> signSeen() {
        return meaning.sign().isEmpty()
                ? Optional.empty()
                : Optional.of(new SignSeen(meaning.sign().get(), product, reason, meaning == Meaning.FAILURE_ANYWAY));
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
