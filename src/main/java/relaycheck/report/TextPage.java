package relaycheck.report;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** Lines of a width: words beside a margin, broken where the language breaks them. Takes only text that is printable. */
final class TextPage {
    private static final int LEAST = 20;

    /** A character, the one behind which a language may break a line, and the next. */
    private static final Pattern HELD = Pattern.compile("[0-9]-[0-9]|[0-9a-f:\\]]:[0-9a-f:]|[^\\p{L}0-9]?-.|\\\\u\\{");

    private final Appendable out;
    private final int width;
    private final Locale language;

    TextPage(Appendable out, int width, Locale language) {
        this.out = out;
        this.width = width;
        this.language = language;
    }

    /** A line as it is, escape codes and all. */
    void line(String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty line. */
    void gap() {
        line("");
    }

    /** Text over the whole width. */
    void text(String text) {
        wrapped(text, width).forEach(this::line);
    }

    /** Text with a hanging label, which may be painted: {@code margin} columns are the label's. */
    void field(String label, String painted, int margin, String text) {
        String blank = " ".repeat(margin);
        String before = painted + " ".repeat(Math.max(label.isEmpty() ? 0 : 1, margin - columns(label)));
        for (String part : wrapped(text, Math.max(LEAST, width - margin))) {
            line(before + part);
            before = blank;
        }
    }

    /** How many columns a terminal takes for it: two for most of East Asia's characters. */
    static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private ImmutableList<String> wrapped(String text, int columns) {
        if (columns(text) <= columns) {
            return ImmutableList.of(text);
        }
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        StringBuilder line = new StringBuilder();
        BreakIterator breaks = BreakIterator.getLineInstance(language);
        breaks.setText(text);
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            if (isHeldTogether(text, to)) {
                continue;
            }
            String word = text.substring(from, to);
            if (line.length() > 0 && columns(line + word.stripTrailing()) > columns) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word);
            from = to;
        }
        return lines.add(line.toString().stripTrailing()).build();
    }

    /** Whether this is inside an option, a time, an endpoint or an escape: half of one reads as something else. */
    private static boolean isHeldTogether(String text, int place) {
        return place < text.length()
                && HELD.matcher(text).region(Math.max(0, place - 2), place + 1).matches();
    }
}
