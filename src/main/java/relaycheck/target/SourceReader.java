package relaycheck.target;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Goes through sources entry by entry, and collects what its reader refuses. */
final class SourceReader {
    /**
     * Inside a word, as in {@code rack#4}, the sign is a part of the label. A comment goes to the end of its line, whatever else
     * Unicode takes for an end.
     */
    private static final Pattern COMMENT = Pattern.compile("(^|[\\s\ufeff])#.*", Pattern.DOTALL);
    /** A byte order mark, which some editors put before the first line, is blank too. */
    private static final CharMatcher BLANK = CharMatcher.whitespace().or(CharMatcher.is('\ufeff'));

    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();

    /** Hands each entry to the reader, whose {@link IllegalArgumentException} becomes a problem. */
    void read(Source source, BiConsumer<String, Origin> reader) {
        for (int i = 0; i < source.lines().size(); i++) {
            String entry = trim(COMMENT.matcher(source.lines().get(i)).replaceFirst(""));
            if (!entry.isEmpty() || source.kind() == Source.Kind.ARGUMENT) {
                read(entry, source.origin(i), reader);
            }
        }
    }

    private void read(String entry, Origin origin, BiConsumer<String, Origin> reader) {
        try {
            reader.accept(entry, origin);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(origin, String.valueOf(e.getMessage())));
        }
    }

    static String trim(String text) {
        return BLANK.trimFrom(text);
    }

    ImmutableList<Problem> problems() {
        return problems.build();
    }
}
