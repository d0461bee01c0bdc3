package relaycheck.cause;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration and what it opens, question and answer together in one file a dialect: {@code === name}, the lines,
 * {@code --- path} before each further file, then {@code => severity audience [get] [connect=ports] @ line directive}
 * or {@code => nothing}, and {@code ~> text} for a note that must be there.
 */
record DialectCase(String name, Map<String, String> texts, ImmutableList<String> causes, ImmutableList<String> notes) {
    /** The file that is asked about. */
    private static final String MAIN = "/etc/it/main";

    static ImmutableList<DialectCase> of(String dialect) throws IOException {
        String text = Resources.toString(Resources.getResource("cause/" + dialect + ".txt"), UTF_8);
        return Splitter.on("\n=== ")
                .splitToStream("\n" + text)
                .skip(1)
                .map(DialectCase::parse)
                .collect(ImmutableList.toImmutableList());
    }

    private static DialectCase parse(String text) {
        List<String> lines = Splitter.on('\n').splitToList(text);
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        List<String> causes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        String path = MAIN;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("--- ")) {
                path = line.substring(4);
            } else if (line.startsWith("=> ")) {
                causes.add(line.substring(3));
            } else if (line.startsWith("~> ")) {
                notes.add(line.substring(3));
            } else {
                texts.computeIfAbsent(path, none -> new StringBuilder())
                        .append(line)
                        .append('\n');
            }
        }
        Map<String, String> whole = new LinkedHashMap<>();
        texts.forEach((file, lines2) -> whole.put(file, lines2.toString()));
        return new DialectCase(lines.get(0), whole, ImmutableList.copyOf(causes), ImmutableList.copyOf(notes));
    }

    Findings read(String dialect) {
        return new Causes(
                        TextConfigFiles.of(texts),
                        Optional.of(Causes.dialect(dialect).orElseThrow()))
                .read(List.of(MAIN));
    }

    /** The causes of findings, written as a case writes them. */
    static String written(Findings findings) {
        String causes = findings.causes().stream().map(DialectCase::written).collect(Collectors.joining("\n"));
        return causes.isEmpty() ? "nothing" : causes;
    }

    private static String written(Cause cause) {
        String connect =
                cause.opens().connect().listed().stream().map(Object::toString).collect(Collectors.joining(","));
        String file = cause.place().file().equals(MAIN) ? "" : cause.place().file() + ":";
        return cause.severity().word() + " " + cause.to().word()
                + (cause.opens().get().isEmpty() ? "" : " get")
                + (connect.isEmpty() ? "" : " connect=" + connect)
                + " @ " + file + cause.place().line() + " " + cause.directive();
    }

    @Override
    public String toString() {
        return name;
    }
}
