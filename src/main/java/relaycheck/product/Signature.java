package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.MatchResult;
import relaycheck.http.ProxyStatus;

/**
 * One form of words and what it means.
 *
 * @param product    whose form it is
 * @param role       what kind of software that is
 * @param meaning    what it says
 * @param seenIn     the captures that show it; what was not seen in any names a product and no more
 * @param expression the words
 * @param also       further words of the same answer, all of which must be there
 * @param origin     file and line
 */
record Signature(
        String product,
        Role role,
        Meaning meaning,
        ImmutableList<String> seenIn,
        Expression expression,
        ImmutableList<Expression> also,
        String origin) {
    /** What kind of software it is: the more it relays by trade, the more its words count against another's. */
    enum Role {
        /** A web server, which may be made to relay. */
        SERVER,
        /** It stands before servers: load balancers, caches, delivery networks. */
        GATEWAY,
        /** It relays by trade. */
        PROXY
    }

    /**
     * @param sign        the sign, or nothing where the words only tell a product
     * @param reason      why, of a sign
     * @param tellsAnyway see {@link SignSeen}
     */
    record Meaning(Optional<Sign> sign, ProxyStatus reason, boolean tellsAnyway) {
        static final Meaning IDENTITY = new Meaning(Optional.empty(), ProxyStatus.PROXY_INTERNAL_RESPONSE, false);
    }

    /** The same with further words that must be there. */
    Signature with(Expression further) {
        ImmutableList<Expression> all =
                ImmutableList.<Expression>builder().addAll(also).add(further).build();
        return new Signature(product, role, meaning, seenIn, expression, all, origin);
    }

    /** Whether a capture shows it, so that it may count as a sign. */
    boolean isSeen() {
        return !seenIn.isEmpty();
    }

    /** Whether only software that relays says so. */
    boolean isOfProxy() {
        return role != Role.SERVER || meaning.sign.isPresent();
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
        return meaning.sign.map(sign -> new SignSeen(sign, product, meaning.reason, meaning.tellsAnyway));
    }
}
