package relaycheck.lab;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSetMultimap.flatteningToImmutableSetMultimap;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.probe.Way;

/**
 * A server in one configuration, and what is true of it: the head of a file in {@code src/lab/cases}.
 *
 * @param probes what it takes to find out, as {@code --probes} has it
 * @param relays canary ports that a stranger's request reaches through it, by the kind of request as reports have it;
 *     {@code own} is the canary's own
 * @param expect the verdicts that are right, the best first
 * @param configuration the whole of it, with placeholders
 */
record LabCase(
        String id,
        LabProgram program,
        String about,
        String probes,
        ImmutableSetMultimap<String, String> relays,
        ImmutableList<String> expect,
        String configuration) {
    private static final Path FOLDER = Path.of("src/lab");
    private static final String CASE = "{case}";

    /** All of them, in the order of their names. */
    static ImmutableList<LabCase> all() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("cases"))) {
            return files.sorted().map(LabCase::read).collect(toImmutableList());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public String toString() {
        return id;
    }

    private static LabCase read(Path file) {
        String text = text(file);
        String common = text(FOLDER.resolve("common").resolve(head(text, "product") + ".conf"));
        String whole = (common.contains(CASE) ? common.replace(CASE, text) : common + text)
                .replace("{options}", head(text, "options"));
        String probes = head(text, "probes");
        return new LabCase(
                file.getFileName().toString().replace(".conf", ""),
                new LabProgram(head(common, "binary"), head(text, "first") + "\n" + head(common, "run")),
                head(text, "about"),
                probes.isEmpty() ? "standard" : probes,
                relays(text),
                words(text, "expect").collect(toImmutableList()),
                whole);
    }

    private static ImmutableSetMultimap<String, String> relays(String text) {
        return Arrays.stream(Way.values())
                .collect(flatteningToImmutableSetMultimap(Way::word, way -> words(text, way.word())));
    }

    private static Stream<String> words(String text, String key) {
        return Splitter.on(' ').omitEmptyStrings().splitToStream(head(text, key));
    }

    /** What the comments on top of a file say under this key; several lines of it stay lines. */
    private static String head(String text, String key) {
        String prefix = "# " + key + ":";
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .collect(Collectors.joining("\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
