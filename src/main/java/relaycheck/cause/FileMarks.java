package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;

/** How a dialect recognises its files: by names that are its own, and by lines that only it writes. */
record FileMarks(Pattern names, Pattern lines) {
    private static final int BY_NAME = 100;
    private static final int BY_LINE = 10;
    /** Enough lines to tell. */
    private static final int MOST = 9;

    /** The names are whole file names; the lines match from the first character that is no blank. */
    static FileMarks of(String names, String lines) {
        return new FileMarks(
                Pattern.compile("(?i)" + names), Pattern.compile("\\s*+(?:" + lines + ").*", Pattern.DOTALL));
    }

    int likeness(String path, ImmutableList<String> text) {
        if (names.matcher(Reading.name(path)).matches()) {
            return BY_NAME;
        }
        return BY_LINE
                * (int) text.stream()
                        .filter(line -> lines.matcher(line).matches())
                        .limit(MOST)
                        .count();
    }
}
