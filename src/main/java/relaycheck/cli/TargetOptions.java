package relaycheck.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relaycheck.target.Parsed;
import relaycheck.target.Ports;
import relaycheck.target.Problem;
import relaycheck.target.Scope;
import relaycheck.target.Shard;
import relaycheck.target.Source;
import relaycheck.target.TargetList;
import relaycheck.text.Reason;

/** What is to be scanned, and what is the user's. Read by plain loops: nothing is warm yet. */
final class TargetOptions {
    /** Of a prefix, or of a URL, which is no path either. */
    private static final Pattern AFTER_SLASH = Pattern.compile("^!?[0-9a-fA-F.:\\[\\]]+/[0-9]|://");

    /** What no host's name ends in, or a file of options begins with, and the example: no such name is ever resolved. */
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?i)@.*|\\.{0,2}[^:/\\s]*\\.(txt|list|lst|targets|csv|conf|toml|json|ya?ml)|[^:/\\s.]*targets\\.example");

    @Parameters(
            paramLabel = "TARGET",
            description = "A file, - (standard input), an address, a prefix, a range, or HOST[:PORTS].")
    private List<String> targets = List.of();

    @Option(
            names = {"-p", "--ports"},
            paramLabel = "PORTS",
            defaultValue = "80,8080",
            description = "Ports to ask (default: ${DEFAULT-VALUE}); a target's own ports replace them.")
    private String ports = "";

    @Option(
            names = "--scope",
            paramLabel = "FILE",
            description = "Prefixes that you own, one a line; public addresses are scanned only inside them.")
    private List<Path> scopes = List.of();

    @Option(names = "--own", paramLabel = "PREFIX", description = "A prefix that you own. Repeatable.")
    private List<String> own = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "SPEC|FILE",
            description = "Addresses not to scan, or a file of them. Repeatable.")
    private List<String> excludes = List.of();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "1/1",
            description =
                    "Scan the I-th of N parts only, by a hash of the address; job/N is the part of a Kubernetes Indexed Job's pod.")
    private String shard = "";

    /**
     * The targets and the scope, or every mistake in them.
     *
     * @param files  those that were read
     * @param limits what bounds the scan, word for word: owned prefixes and excludes
     * @param shown  the options that bound it, as the report names them
     */
    record Read(
            TargetList targets,
            Scope scope,
            Shard shard,
            ImmutableList<Path> files,
            ImmutableList<String> limits,
            ImmutableMap<String, String> shown,
            ImmutableList<String> problems) {}

    Read read() {
        List<String> problems = new ArrayList<>();
        if (targets.isEmpty()) {
            problems.add("name a target: a file, an address, a prefix or a name (relaycheck scan targets.txt)");
        }
        Ports wanted = Ports.of(80);
        Shard part = Shard.ALL;
        try {
            wanted = Ports.parse(ports);
        } catch (IllegalArgumentException e) {
            problems.add("--ports: " + e.getMessage());
        }
        try {
            part = ShardChoice.of(shard, System.getenv());
        } catch (IllegalArgumentException e) {
            problems.add("--shard: " + e.getMessage());
        }
        List<Source> left = sources("--exclude", excludes, problems);
        List<Source> listed = sources("TARGET", targets, problems);
        Parsed<TargetList> list = TargetList.parse(listed, left, wanted);
        List<Source> owned = new ArrayList<>();
        for (String prefix : own) {
            owned.add(Source.argument("--own", prefix));
        }
        for (Path file : scopes) {
            file("--scope", file, problems, owned);
        }
        Parsed<Scope> scope = Scope.parse(owned);
        for (Problem problem : Iterables.concat(list.problems(), scope.problems())) {
            problems.add(problem.toString());
        }
        if (problems.isEmpty() && list.value().specs().isEmpty()) {
            problems.add("no target is listed in " + String.join(", ", targets) + "; write one a line");
        }
        ImmutableList.Builder<String> limits = ImmutableList.builder();
        for (Source source : Iterables.concat(owned, left)) {
            limits.addAll(source.lines());
        }
        return new Read(
                list.value(),
                scope.value(),
                part,
                files(Iterables.concat(listed, left, owned)),
                limits.build(),
                shown(),
                ImmutableList.copyOf(problems));
    }

    private static ImmutableList<Path> files(Iterable<Source> sources) {
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (Source source : sources) {
            if (source.kind() == Source.Kind.FILE) {
                files.add(Path.of(source.name()));
            }
        }
        return files.build();
    }

    private ImmutableMap<String, String> shown() {
        ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
        put(shown, "own", own);
        put(shown, "scope", scopes);
        put(shown, "exclude", excludes);
        return shown.buildOrThrow();
    }

    private static void put(ImmutableMap.Builder<String, String> shown, String option, List<?> values) {
        if (!values.isEmpty()) {
            shown.put(option, Joiner.on(", ").join(values));
        }
    }

    /** What is an existing file is a file. */
    private static List<Source> sources(String name, List<String> values, List<String> problems) {
        List<Source> sources = new ArrayList<>();
        for (String value : values) {
            if (value.equals("-")) {
                sources.add(Source.file("standard input", standardInput(problems)));
            } else if (isFile(value)) {
                file(name, Path.of(value), problems, sources);
            } else if (looksLikeFile(value)) {
                problems.add(name + ": " + value + ": no such file; name one that is there (relaycheck init writes"
                        + " targets.txt), an address, a prefix, a range or a host name");
            } else {
                sources.add(Source.argument(name, value));
            }
        }
        return sources;
    }

    /** Not asked of a name server: who mistypes a file's name wants to hear of the file. */
    private static boolean looksLikeFile(String value) {
        return value.contains("/") && !AFTER_SLASH.matcher(value).find()
                || FILE_NAME.matcher(value).matches();
    }

    private static boolean isFile(String value) {
        try {
            return !value.isEmpty() && Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void file(String option, Path file, List<String> problems, List<Source> sources) {
        try {
            sources.add(Source.file(file.toString(), Files.readAllLines(file, UTF_8)));
        } catch (CharacterCodingException e) {
            problems.add(notUtf8(file));
        } catch (IOException e) {
            problems.add(option + ": " + file + ": " + Reason.of(e));
        }
    }

    /** Names the line, where the file can be read once more: a pipe cannot. */
    private static String notUtf8(Path file) {
        String line = "";
        try {
            if (Files.isRegularFile(file)) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(bytes.capacity()), true); // stops at what is none
                line = ":" + (1 + CharMatcher.is('\n').countIn(ISO_8859_1.decode(bytes.flip())));
            }
        } catch (IOException e) {
            // the name alone, then
        }
        return file + line + ": is not text in UTF-8";
    }

    private static List<String> standardInput(List<String> problems) {
        try {
            return CharStreams.readLines(new InputStreamReader(StandardInput.open(), UTF_8.newDecoder()));
        } catch (CharacterCodingException e) {
            problems.add("standard input: is not text in UTF-8");
            return List.of();
        } catch (IOException e) {
            problems.add("standard input: " + Reason.of(e));
            return List.of();
        }
    }
}
