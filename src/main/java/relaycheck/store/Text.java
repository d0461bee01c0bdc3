package relaycheck.store;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import relaycheck.history.Run;

/**
 * Lists and maps of short texts of our own as one column: an entry a line, its parts by tabs. Plain, because beginning a run
 * must not wait for a JSON library to load.
 */
final class Text {
    private static final Joiner LINES = Joiner.on('\n');

    private Text() {}

    static String of(Iterable<?> values) {
        return LINES.join(values);
    }

    static ImmutableList<String> list(String text) {
        return text.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Splitter.on('\n').split(text));
    }

    static String of(ImmutableMap<String, String> map) {
        return Joiner.on('\n').withKeyValueSeparator('\t').join(map);
    }

    static ImmutableMap<String, String> map(String text) {
        return text.isEmpty()
                ? ImmutableMap.of()
                : ImmutableMap.copyOf(
                        Splitter.on('\n').withKeyValueSeparator('\t').split(text));
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
