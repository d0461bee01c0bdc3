package relaycheck.lab;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server in one configuration, and what is true of it: the head of a file in {@code src/lab/cases}.
 *
 * @param get canary ports that a stranger's absolute-form GET reaches through it; {@code own} is the canary's own
 * @param connect the same for CONNECT
 * @param host the same for an origin-form GET with the canary in Host
 * @param expect the verdicts that are right, the best first
 * @param configuration the whole of it, with placeholders
 */
record LabCase(
        String id,
        LabProgram program,
        String about,
        ImmutableSet<String> get,
        ImmutableSet<String> connect,
        ImmutableSet<String> host,
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

    /** Whether it carries anything for strangers. */
    boolean relays() {
        return !get.isEmpty() || !connect.isEmpty() || !host.isEmpty();
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
        return new LabCase(
                file.getFileName().toString().replace(".conf", ""),
                new LabProgram(head(common, "binary"), head(common, "run")),
                head(text, "about"),
                words(text, "get").collect(toImmutableSet()),
                words(text, "connect").collect(toImmutableSet()),
                words(text, "host").collect(toImmutableSet()),
                words(text, "expect").collect(toImmutableList()),
                whole);
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
