package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;

/** How a dialect recognises its files: by names that are its own, and by lines, of which one at least only it writes. */
record FileMarks(Pattern names, Pattern lines, Pattern own) {
    private static final int BY_NAME = 100;
    private static final int BY_LINE = 10;
    /** Enough lines to tell. */
    private static final int MOST = 9;

    /** The names are whole file names; the lines match from the first character that is no blank. */
    static FileMarks of(String names, String lines) {
        return of(names, lines, lines);
    }

    /** The same where other products write some of these lines, too. */
    static FileMarks of(String names, String lines, String own) {
        return new FileMarks(Pattern.compile("(?i)" + names), line(lines), line(own));
    }

    private static Pattern line(String lines) {
        return Pattern.compile("\\s*+(?:" + lines + ").*", Pattern.DOTALL);
    }

    int likeness(String path, ImmutableList<String> text) {
        if (names.matcher(Reading.name(path)).matches()) {
            return BY_NAME;
        }
        if (text.stream().noneMatch(line -> own.matcher(line).matches())) {
            return 0;
        }
        return BY_LINE
                * (int) text.stream()
                        .filter(line -> lines.matcher(line).matches())
                        .limit(MOST)
                        .count();
    }
}
