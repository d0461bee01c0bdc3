package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import relaycheck.text.Printable;

/**
 * Words from elsewhere within Markdown (CommonMark, and GitHub's tables). They stand in code spans: there nothing is a link,
 * a mention, a heading or HTML.
 */
final class Markdown {
    private Markdown() {}

    /** The words on one line, as code: the fence is longer than any row of backticks within. */
    static String code(String words) {
        String line = Printable.line(words);
        if (line.isBlank()) {
            return "";
        }
        String fence = "`".repeat(longestRow(line) + 1);
        return fence + " " + line + " " + fence;
    }

    /** The same for a cell of a table, where a bar ends the cell even in code. */
    static String cell(String words) {
        return code(words).replace("|", "\\|");
    }

    /** Lines to copy. */
    static String block(ImmutableList<String> lines) {
        String text = Joiner.on('\n').join(lines.stream().map(Printable::line).iterator());
        String fence = "`".repeat(Math.max(3, longestRow(text) + 1));
        return lines.isEmpty() ? "" : fence + "\n" + text + "\n" + fence + "\n";
    }

    private static int longestRow(String text) {
        int longest = 0;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = text.charAt(i) == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest;
    }
}
