package relaycheck.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.escape.UnicodeEscaper;

/**
 * Text from a peer or from a file, made safe for a terminal, a log line or a report.
 *
 * <p>Control, format (bidirectional overrides, zero width), separator, private and unassigned characters are spelled out
 * as a backslash, a u and the code point in braces: nothing is hidden and nothing moves the cursor. Inside the core such
 * text stays as it came; it passes here once, where it is written.
 */
public final class Printable {
    private static final UnicodeEscaper ESCAPER = new UnicodeEscaper() {
        @Override
        protected char[] escape(int codePoint) {
            return isPlain(codePoint) ? UNCHANGED : ("\\u{" + Integer.toHexString(codePoint) + "}").toCharArray();
        }
    };

    /** What {@link UnicodeEscaper} takes as "leave this character alone". */
    @SuppressWarnings("NullAway") // the escaper's contract is a null
    private static final char[] UNCHANGED = null;

    private Printable() {}

    /** The text on one line, every unsafe character escaped. */
    public static String line(String text) {
        return isPlain(text) ? text : ESCAPER.escape(wellFormed(text));
    }

    /** The same, cut after {@code limit} characters; a cut shows as "…". */
    public static String line(String text, int limit) {
        if (text.length() <= limit) {
            return line(text);
        }
        boolean within = limit > 0 && Character.isSurrogatePair(text.charAt(limit - 1), text.charAt(limit));
        return line(text.substring(0, within ? limit - 1 : limit)) + "…";
    }

    /** The text with its line feeds and tabs kept and everything else that is unsafe escaped; CR LF becomes LF. */
    public static String lines(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t') {
                int to = c == '\n' && i > from && text.charAt(i - 1) == '\r' ? i - 1 : i;
                safe.append(line(text.substring(from, to))).append(c);
                from = i + 1;
            }
        }
        return safe.append(line(text.substring(from))).toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The escaper throws on a lone surrogate; a round trip replaces it. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
