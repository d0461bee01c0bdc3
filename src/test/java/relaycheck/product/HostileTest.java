package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No peer's bytes make an expression slow: counted in characters looked at, not in time. */
class HostileTest {
    /** Some milliseconds. */
    private static final long MOST = 6_000_000;

    static Stream<Expression> expressions() {
        return Products.standard().signatures().stream()
                .flatMap(signature -> Stream.concat(Stream.of(signature.expression()), signature.also().stream()));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void expression_looksAtFewCharactersOfHostileText(Expression expression) {
        String start = expression.toString().replaceAll("[\\[{(].*", "").replaceAll("\\\\.|[\\^$]", "");
        for (String unit : new String[] {"a", "1", " ", "<", expression.literal(), start, start + "\n", start + "a "}) {
            Counted text = new Counted(unit.isEmpty() ? "" : unit.repeat(Words.LIMIT / unit.length()));
            Matcher matcher =
                    Pattern.compile(expression.toString(), Expression.FLAGS).matcher(text);
            while (matcher.find()) {
                // all matches: more than is ever asked for
            }
            assertThat(text.looked)
                    .as("characters looked at in much of %s", unit)
                    .isLessThan(MOST);
        }
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private long looked;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looked++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
