package relaycheck.text;

import com.google.common.base.CharMatcher;
import java.util.regex.Pattern;

/**
 * Text for a cell of a CSV file. What a spreadsheet would take for a formula, and run, gets an apostrophe, which makes it
 * text: OWASP's rule against formula injection.
 */
public final class Spreadsheet {
    /** East Asian ones take the wide forms as well. */
    private static final CharMatcher FORMULA = CharMatcher.anyOf("=+-@＝＋－＠");

    /** Where a comma is what stands before decimals, spreadsheets split lines at semicolons, whatever the quotes say. */
    private static final Pattern NEXT_CELL = Pattern.compile(";(?=[ \"]*[=+\\-@＝＋－＠])");

    private Spreadsheet() {}

    /** The text on one line, as {@link Printable} has it, and no formula wherever a cell begins. */
    public static String cell(String text) {
        String line = Printable.line(text);
        String split = line.indexOf(';') < 0 ? line : NEXT_CELL.matcher(line).replaceAll(";'");
        return !split.isEmpty() && FORMULA.matches(split.charAt(0)) ? "'" + split : split;
    }
}
