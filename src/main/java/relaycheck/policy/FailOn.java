package relaycheck.policy;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import relaycheck.verdict.Severity;

/**
 * What makes a run fail.
 *
 * @param onlyNew whether only what the baseline does not have
 * @param least   the mildest severity that counts; none where nothing does
 */
public record FailOn(boolean onlyNew, Severity least) {
    /**
     * From {@code high}, {@code new} (at medium or worse) or {@code new:high}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static FailOn parse(String text) {
        List<String> words = Splitter.on(':').splitToList(text.toLowerCase(Locale.ROOT));
        boolean onlyNew = words.get(0).equals("new");
        if (words.size() > (onlyNew ? 2 : 1)) {
            throw unknown(text);
        }
        String severity = words.get(words.size() - 1);
        return new FailOn(onlyNew, severity.equals("new") ? Severity.MEDIUM : severity(severity, text));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return onlyNew ? "new:" + least.word() : least.word();
    }

    private static Severity severity(String word, String text) {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw unknown(text);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is none of critical, high, medium, low, info, none, new or new:SEVERITY");
    }
}
