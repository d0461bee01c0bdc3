package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** What the words of one answer tell. Made once for each answer: every question about it is then a look at a short list. */
public final class Matches {
    private final ImmutableList<Match> matches;

    Matches(ImmutableList<Match> matches) {
        this.matches = matches;
    }

    /** The sign in the answer. Only forms that were seen in captures of real products count. */
    public Optional<SignSeen> sign() {
        return firstSign(true);
    }

    /** What general knowledge says that the answer means: good for an explanation, never for a verdict. */
    public Optional<SignSeen> hint() {
        return firstSign(false);
    }

    /** Whether the answer carries a sign of a proxy: a field that intermediaries add, or a page of a product of theirs. */
    public boolean isProxySign() {
        for (Match match : matches) {
            if (match.signature().isOfProxy()) {
                return true;
            }
        }
        return false;
    }

    ImmutableList<Match> matches() {
        return matches;
    }

    private Optional<SignSeen> firstSign(boolean seenOnly) {
        for (Match match : matches) {
            if (match.signature().isSeen() || !seenOnly) {
                Optional<SignSeen> sign = match.signature().signSeen();
                if (sign.isPresent()) {
                    return sign;
                }
            }
        }
        return Optional.empty();
    }
}
