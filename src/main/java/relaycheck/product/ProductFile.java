package relaycheck.product;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import relaycheck.http.ProxyStatus;
import relaycheck.product.Expression.Place;

/**
 * Reads a product file: one word and its value a line, {@code #} begins a comment line.
 *
 * <pre>
 * name Squid
 * role proxy                         server, gateway or proxy
 * seen squid-5.7/squid-default       the captures that show the words below ...
 * unseen                             ... or that no capture does
 * is head REGEX                      the product; a group in the regex is its version
 * perhaps head REGEX                 two different ones of these make one of those
 * denial head REASON REGEX           a sign, with its reason in the words of RFC 9209
 * failure body REASON REGEX
 * failure-anyway body REASON REGEX   a failure that tells even where the control request gets the same
 * login head REGEX
 * also head REGEX                    what else must stand in the same answer
 * change en TEXT                     the remedy, see RemedyText
 * </pre>
 */
final class ProductFile {
    private final String file;
    private int line;
    private String name = "";
    private Optional<Role> role = Optional.empty();
    private Optional<ImmutableList<String>> seenIn = Optional.empty();
    private final List<Signature> signatures = new ArrayList<>();

    private ProductFile(String file) {
        this.file = file;
    }

    /** What a product file holds; the remedy is read when it is asked for. */
    record Entry(String name, ImmutableList<Signature> signatures, Supplier<RemedyText> remedy) {}

    /** Reads a file; complains with its name and line. Plain loops: all files are read before anything is warm. */
    static Entry read(String file, byte[] content) {
        String text = new String(content, ISO_8859_1);
        int end = text.indexOf("\nchange ") + 1;
        if (end == 0) {
            throw new IllegalArgumentException(file + ": a remedy must end the file: change, safe, check");
        }
        ProductFile reader = new ProductFile(file);
        for (int from = 0; from < end; ) {
            int to = text.indexOf('\n', from);
            reader.line(text.substring(from, to));
            from = to + 1;
        }
        int lines = reader.line;
        return new Entry(
                reader.name,
                ImmutableList.copyOf(reader.signatures),
                Suppliers.memoize(
                        () -> RemedyText.read(file, lines, new String(content, end, content.length - end, UTF_8))));
    }

    private void line(String text) {
        line++;
        if (text.isBlank() || text.startsWith("#")) {
            return;
        }
        try {
            word(before(text), text.indexOf(' ') < 0 ? "" : after(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin() + ": " + e.getMessage(), e);
        }
    }

    private void word(String word, String value) {
        switch (word) {
            case "name" -> name = value;
            case "role" -> role = Optional.of(oneOf(Role.class, value));
            case "seen" ->
                seenIn = Optional.of(ImmutableList.copyOf(Splitter.on(' ').split(value)));
            case "unseen" -> seenIn = Optional.of(ImmutableList.of());
            case "also" -> also(value);
            default -> signature(oneOf(Meaning.class, word), value);
        }
    }

    private void signature(Meaning meaning, String value) {
        ImmutableList<String> captures =
                seenIn.orElseThrow(() -> new IllegalArgumentException("seen or unseen must stand above"));
        Role itsRole = role.orElseThrow(() -> new IllegalArgumentException("role must stand above"));
        String regex = meaning.hasReason() ? after(after(value)) : after(value);
        Expression expression = new Expression(oneOf(Place.class, before(value)), regex);
        signatures.add(new Signature(
                name, itsRole, meaning, reason(meaning, value), captures, expression, ImmutableList.of(), file, line));
    }

    private static ProxyStatus reason(Meaning meaning, String value) {
        if (meaning.hasReason()) {
            return oneOf(ProxyStatus.class, before(after(value)));
        }
        return meaning == Meaning.LOGIN ? ProxyStatus.HTTP_REQUEST_DENIED : ProxyStatus.PROXY_INTERNAL_RESPONSE;
    }

    private void also(String value) {
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("also follows another expression");
        }
        signatures.add(signatures
                .remove(signatures.size() - 1)
                .with(new Expression(oneOf(Place.class, before(value)), after(value))));
    }

    private String origin() {
        return file + ":" + line;
    }

    private static String before(String value) {
        int blank = value.indexOf(' ');
        return blank < 0 ? value : value.substring(0, blank);
    }

    private static String after(String value) {
        int blank = value.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("something is missing after " + value);
        }
        return value.substring(blank + 1);
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String word) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(word + " is not allowed here", e);
        }
    }
}
