package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.hash.Hashing;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of files, made of what a target list calls owners: a label may hold anything, a name is letters and digits. */
final class LetterNames {
    /** The name of the one for endpoints without a label. */
    static final String UNLABELLED = "unlabelled";

    /** Where no letter or digit is left of a label. */
    private static final String OWNER = "owner";

    private static final int LONGEST = 60;

    /** ASCII alone: under the C locale a file system takes nothing else from Java. */
    private static final CharMatcher KEPT = CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));

    private static final int LAST_OF_ASCII = 0x7f;

    /** Digits that tell the labels of one list apart. */
    private static final int MARK = 8;

    private final Set<String> taken = new HashSet<>(Set.of(UNLABELLED));

    /** A name that was not given before: the label's own, or else that with a number. */
    String next(String label) {
        String name = slug(label);
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    private static String slug(String label) {
        String plain =
                CharMatcher.inRange('\u0300', '\u036f').removeFrom(Normalizer.normalize(label, Normalizer.Form.NFKD));
        String words = KEPT.negate().trimAndCollapseFrom(plain.toLowerCase(Locale.ROOT), '-');
        String cut = CharMatcher.is('-').trimFrom(words.substring(0, Math.min(words.length(), LONGEST)));
        String name = cut.isEmpty() ? OWNER : cut;
        return isSaidByAscii(plain) ? name : name + "-" + mark(label);
    }

    private static boolean isSaidByAscii(String words) {
        return words.codePoints().noneMatch(c -> c > LAST_OF_ASCII && Character.isLetterOrDigit(c));
    }

    /** The same in every week: a number alone would be another owner's as soon as one of them has nothing to do. */
    private static String mark(String label) {
        return Hashing.sha256().hashString(label, UTF_8).toString().substring(0, MARK);
    }
}
