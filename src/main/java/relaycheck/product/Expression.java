package relaycheck.product;

import com.google.common.base.Suppliers;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private final Supplier<Pattern> pattern;
    private final String regex;
    private final String literal;

    /** Complains about what {@link RequiredLiteral} does not take; {@code RAW} ones are few and need no literal. */
    Expression(Place place, String regex) {
        this.place = place;
        this.regex = regex;
        this.literal = place == Place.RAW ? "" : RequiredLiteral.of(regex);
        this.pattern = Suppliers.memoize(() -> Pattern.compile(regex, FLAGS));
    }

    Place place() {
        return place;
    }

    /** What occurs in lower case wherever it matches; empty for {@code RAW}. */
    String literal() {
        return literal;
    }

    /** The first match in these words. */
    Optional<MatchResult> find(Words words) {
        if (place == Place.RAW && !words.head().isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = pattern.get().matcher(text(words));
        boolean found = place == Place.RAW ? matcher.lookingAt() : matcher.find();
        return found ? Optional.of(matcher.toMatchResult()) : Optional.empty();
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
