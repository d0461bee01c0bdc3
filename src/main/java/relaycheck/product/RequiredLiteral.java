package relaycheck.product;

import com.google.common.base.Ascii;

/**
 * The longest text that occurs, in any case, wherever a regular expression matches: what is cheap to look for first.
 *
 * <p>It reads the regular expressions that product files may use, a small part of Java's: without {@code *}, {@code +},
 * look-around, back-references and repeated groups, and with little to try where bounded repeats meet. So no peer's
 * bytes make one slow.
 */
final class RequiredLiteral {
    /** Shorter ones occur everywhere. */
    static final int MIN_LENGTH = 4;

    /** What every head begins with tells none from another. */
    private static final String EVERYWHERE = "http/1.";

    /** How many ways the repeats of one expression may combine: times 8 KiB of body that is milliseconds at worst. */
    private static final int MAX_WAYS = 4000;

    private final String regex;
    private int at;
    private int ways = 1;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private RequiredLiteral(String regex) {
        this.regex = regex;
    }

    /** The literal in lower case; complains where there is none or the expression is not allowed. */
    static String of(String regex) {
        RequiredLiteral reader = new RequiredLiteral(regex);
        reader.sequence(false);
        reader.endRun();
        require(reader.at == regex.length(), "a ) without its (");
        require(reader.longest.length() >= MIN_LENGTH, "no " + MIN_LENGTH + " characters that always occur");
        return reader.longest;
    }

    private void sequence(boolean inGroup) {
        while (at < regex.length() && regex.charAt(at) != ')') {
            int literal = atom(inGroup);
            boolean repeated = quantifier();
            if (literal >= 0 && !repeated && !inGroup) {
                run.append(Ascii.toLowerCase((char) literal));
            } else {
                endRun();
            }
        }
    }

    /** Reads one atom; its character where it is just that, else -1. */
    private int atom(boolean inGroup) {
        char c = regex.charAt(at++);
        switch (c) {
            case '\\':
                return escape();
            case '[':
                characterClass();
                return -1;
            case '(':
                group();
                return -1;
            case '^', '$', '.':
                return -1;
            case '|':
                require(inGroup, "alternatives need a group, or better two lines");
                return -1;
            case '*', '+', '?', '{':
                throw new IllegalArgumentException("nothing before " + c);
            default:
                return c;
        }
    }

    private int escape() {
        char c = next("an escape");
        switch (c) {
            case 'd', 'D', 'w', 'W', 's', 'S', 'b', 'A', 'z':
                return -1;
            case 'n':
                return '\n';
            case 'x':
                require(at + 2 <= regex.length(), "\\x takes two digits");
                at += 2;
                return Integer.parseInt(regex.substring(at - 2, at), 16);
            default:
                require(!Character.isLetterOrDigit(c), "\\" + c + " is not allowed");
                return c;
        }
    }

    private void characterClass() {
        for (char c = next("a class"); c != ']'; c = next("a class")) {
            if (c == '\\') {
                next("a class");
            }
        }
    }

    private void group() {
        endRun();
        if (regex.startsWith("?", at)) {
            require(regex.startsWith("?:", at), "(? is allowed as (?: only");
            at += 2;
        }
        sequence(true);
        require(next("a group") == ')', "a group that does not end");
        require(!regex.startsWith("{", at), "a group may not be repeated");
    }

    /** Whether the atom before may be missing or repeated. */
    private boolean quantifier() {
        if (at == regex.length()) {
            return false;
        }
        char c = regex.charAt(at);
        require(c != '*' && c != '+', c + " has no bound: write {0,40}");
        if (c == '?') {
            at++;
            multiplyWays(2);
            return true;
        }
        if (c != '{') {
            return false;
        }
        int end = regex.indexOf('}', at);
        require(end > 0, "a { without its }");
        bounds(regex.substring(at + 1, end));
        at = end + 1;
        return true;
    }

    private void bounds(String text) {
        int comma = text.indexOf(',');
        if (comma >= 0) {
            require(comma + 1 < text.length(), "a repeat needs an upper bound");
            multiplyWays(Integer.parseInt(text.substring(comma + 1)) - Integer.parseInt(text.substring(0, comma)) + 1);
        }
    }

    private void multiplyWays(int factor) {
        ways *= factor;
        require(factor > 0 && ways <= MAX_WAYS, "the repeats can combine in more than " + MAX_WAYS + " ways");
    }

    private char next(String what) {
        require(at < regex.length(), what + " that does not end");
        return regex.charAt(at++);
    }

    private void endRun() {
        if (run.length() > longest.length() && EVERYWHERE.indexOf(run.toString()) < 0) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
