package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Locale;
import relaycheck.text.Printable;

/** What someone who mistyped a word most likely meant. */
public final class NearestWord {
    private NearestWord() {}

    /** One line: what is wrong, what was most likely meant, and every word that would do. */
    public static String complaint(String problem, String word, ImmutableList<String> words) {
        String nearest = nearest(word, words);
        boolean meant = distance(word.toLowerCase(Locale.ROOT), nearest.toLowerCase(Locale.ROOT)) <= word.length() / 2;
        return problem + " " + Printable.line(word, 40) + "; "
                + (meant ? "did you mean " + nearest + "? There are " : "there are ")
                + Joiner.on(", ").join(words);
    }

    private static String nearest(String word, ImmutableList<String> words) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** Levenshtein's: how many letters must be put in, left out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= to.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
