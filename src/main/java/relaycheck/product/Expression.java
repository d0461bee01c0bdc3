package relaycheck.product;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression on one part of an answer, compiled when it is first needed. Letters match in either case (field
 * names have none, and proxies rewrite them); {@code ^} and {@code $} stand at lines.
 */
final class Expression {
    /** Which part of an answer is meant. */
    enum Place {
        HEAD,
        BODY,
        /** The first bytes of an answer that is not HTTP; the expression stands at their start. */
        RAW
    }

    static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.UNIX_LINES;

    private final Place place;
    private final String regex;
    private final String literal;
    private volatile @Nullable Pattern compiled;

    /** Complains about what {@link RequiredLiteral} does not take; {@code RAW} ones are few and need no literal. */
    Expression(Place place, String regex) {
        this.place = place;
        this.regex = regex;
        this.literal = place == Place.RAW ? "" : RequiredLiteral.of(regex);
    }

    Place place() {
        return place;
    }

    /** What occurs in lower case wherever it matches; empty for {@code RAW}. */
    String literal() {
        return literal;
    }

    /** The first match in these words; null where there is none. */
    @Nullable
    MatchResult find(Words words) {
        if (place == Place.RAW && !words.head().isEmpty()) {
            return null;
        }
        Matcher matcher = pattern().matcher(text(words));
        boolean found = place == Place.RAW ? matcher.lookingAt() : matcher.find();
        return found ? matcher.toMatchResult() : null;
    }

    /** Two threads may both compile it: either result will do. */
    private Pattern pattern() {
        Pattern made = compiled;
        if (made == null) {
            made = Pattern.compile(regex, FLAGS);
            compiled = made;
        }
        return made;
    }

    /** The part of these words that is meant. */
    String text(Words words) {
        return place == Place.HEAD ? words.head() : words.body();
    }

    /** The regular expression. */
    @Override
    public String toString() {
        return regex;
    }
}
