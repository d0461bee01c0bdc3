package relaycheck.store;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.regex.Pattern;
import relaycheck.history.Run;

/**
 * Lists and maps of short texts of our own as one column: an entry a line, its parts by tabs. Plain, because beginning a run
 * must not wait for a JSON library to load.
 */
final class Text {
    private static final Joiner LINES = Joiner.on('\n');
    private static final Splitter FIRST_TAB = Splitter.on('\t').limit(2);
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\nt])");

    private Text() {}

    static String of(Iterable<String> values) {
        return LINES.join(Iterables.transform(values, Text::escaped));
    }

    static ImmutableList<String> list(String text) {
        return text.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Iterables.transform(Splitter.on('\n').split(text), Text::plain));
    }

    static String of(ImmutableMap<String, String> map) {
        return Joiner.on('\n').withKeyValueSeparator('\t').join(Maps.transformValues(map, Text::escaped));
    }

    static ImmutableMap<String, String> map(String text) {
        return text.isEmpty()
                ? ImmutableMap.of()
                : ImmutableMap.copyOf(Maps.transformValues(
                        Splitter.on('\n').withKeyValueSeparator(FIRST_TAB).split(text), Text::plain));
    }

    /** What a value of the user's may hold, such as the name of a file, would end the value or its line. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String plain(String escaped) {
        return escaped.indexOf('\\') < 0
                ? escaped
                : ESCAPE.matcher(escaped).replaceAll(escape -> switch (escape.group(1)) {
                    case "n" -> "\n";
                    case "t" -> "\t";
                    default -> "\\\\"; // one, for the matcher
                });
    }

    static String of(Run.CanaryUsed canary) {
        Joiner commas = Joiner.on(',');
        return commas.join(canary.addresses()) + "\t" + commas.join(canary.ports()) + "\t" + canary.embedded();
    }

    static Run.CanaryUsed canary(String text) {
        List<String> parts = Splitter.on('\t').splitToList(text);
        Splitter commas = Splitter.on(',').omitEmptyStrings();
        return new Run.CanaryUsed(
                ImmutableList.copyOf(commas.split(parts.get(0))),
                ImmutableList.copyOf(
                        commas.splitToStream(parts.get(1)).map(Integer::valueOf).toList()),
                Boolean.parseBoolean(parts.get(2)));
    }

    static String of(Run.Receipt receipt) {
        return Joiner.on('\t')
                .join(
                        receipt.dials(),
                        receipt.connections(),
                        receipt.requests(),
                        receipt.bytesSent(),
                        receipt.bytesReceived(),
                        receipt.peakRate(),
                        receipt.peakPerHost());
    }

    static Run.Receipt receipt(String text) {
        List<Long> numbers =
                Splitter.on('\t').splitToStream(text).map(Long::valueOf).toList();
        return new Run.Receipt(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6));
    }
}
