package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which location of an nginx server takes a request: exact, longest prefix, first expression, and after rewriting. */
final class NginxLocations {
    /** What sends a request on inside nginx; mirror and auth_request send a copy. */
    private static final ImmutableSet<String> JUMPS = ImmutableSet.of(
            "error_page",
            "try_files",
            "rewrite",
            "mirror",
            "auth_request",
            "index",
            "post_action",
            "add_before_body",
            "add_after_body");
    /** nginx gives up after as many. */
    private static final int MOST_REWRITES = 10;

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\d)|\\{?(\\w+)}?)");

    private final Block server;

    NginxLocations(Block server) {
        this.server = server;
    }

    /** Whether some request comes to the location, from a client or sent on by another one. */
    boolean comesTo(Block location) {
        return isJumpedTo(location)
                || !isNamed(location)
                        && location.first("internal").isEmpty()
                        && (isExpression(location)
                                || samples(location)
                                        .anyMatch(uri -> visited(rewritten(server, uri).uri)
                                                .contains(location)));
    }

    /** The location that takes a path. */
    Optional<Block> taking(String uri) {
        return taking(server, uri);
    }

    private static Optional<Block> taking(Block parent, String uri) {
        Optional<Block> prefix = parent.named("location")
                .filter(one -> !isExpression(one) && !isNamed(one))
                .filter(one -> one.word(1).equals("=") ? uri.equals(path(one)) : uri.startsWith(path(one)))
                .max(Comparator.<Block>comparingInt(one -> one.word(1).equals("=") ? 1 : 0)
                        .thenComparing(one -> path(one).length()));
        Optional<Block> inner = prefix.flatMap(one -> taking(one, uri));
        if (inner.isPresent()
                || prefix.filter(one -> one.word(1).matches("=|\\^~")).isPresent()) {
            return inner.or(() -> prefix);
        }
        return parent.named("location")
                .filter(one -> isExpression(one) && matches(one, uri))
                .findFirst()
                .map(one -> taking(one, uri).orElse(one))
                .or(() -> prefix);
    }

    private static boolean isExpression(Block location) {
        return location.word(1).startsWith("~");
    }

    private static boolean isNamed(Block location) {
        return path(location).startsWith("@");
    }

    private static String path(Block location) {
        return location.word(location.words().size() - 1);
    }

    private static boolean matches(Block location, String uri) {
        String regex = path(location);
        return location.word(1).equals("~*")
                ? ApacheSections.foundInAnyCase(regex, uri)
                : ApacheSections.found(regex, uri);
    }

    /** A name may also reach such a line through a variable. */
    private boolean isJumpedTo(Block location) {
        if (isNamed(location)) {
            return server.all()
                    .filter(line -> !line.equals(location))
                    .anyMatch(line -> line.words().contains(path(location)));
        }
        return server.all().flatMap(NginxLocations::jumps).anyMatch(line -> leads(line, location));
    }

    /** What is rewritten looks for a location; what else is sent on is rewritten by the server first, as if it came in. */
    private boolean leads(Block line, Block location) {
        boolean rewrites = line.name().equals("rewrite");
        return line.words().stream()
                .skip(1)
                .filter(word -> word.matches("=?/.*"))
                .map(word -> word.replaceFirst("^=", "").replaceFirst("\\?.*", ""))
                .flatMap(word -> Stream.of(word, VARIABLE.matcher(word).replaceAll("x")))
                .anyMatch(uri ->
                        visited(rewrites ? uri : rewritten(server, uri).uri).contains(location)
                                || isExpression(location) && matches(location, uri));
    }

    /** Behind a return there are errors and nothing else. */
    private static Stream<Block> jumps(Block block) {
        boolean returns = block.first("return").isPresent();
        return block.children().stream()
                .filter(line -> JUMPS.contains(line.name()))
                .filter(line -> !returns || line.name().matches("error_page|rewrite"));
    }

    private static Stream<String> samples(Block location) {
        String path = path(location);
        return Stream.concat(
                Stream.of("/", path, path + "x", path + "/x", path + ChosenTarget.MAIL + "/x"),
                ChosenTarget.PATH.stream());
    }

    /**
     * Where a path may end up, behind the server's own rewriting: in one location, in those that may keep it, or nowhere if
     * rewriting never ends.
     */
    private Set<Block> visited(String start) {
        Set<Block> ends = new LinkedHashSet<>();
        String uri = start;
        for (int i = 0; i < MOST_REWRITES; i++) {
            Optional<Block> location = taking(uri);
            if (location.isEmpty()) {
                break;
            }
            Rewritten next = rewritten(location.get(), uri);
            if (!next.goesOn || mayKeep(location.get())) {
                ends.add(location.get());
            }
            if (!next.goesOn) {
                break;
            }
            uri = next.uri;
        }
        return ends;
    }

    /** Whether a condition breaks off in front of what sends every other request on. */
    private static boolean mayKeep(Block location) {
        return location.named("if")
                .anyMatch(one -> one.children().stream()
                        .anyMatch(line ->
                                line.name().equals("break") || line.word(3).equals("break")));
    }

    private record Rewritten(String uri, boolean goesOn) {}

    /** What the unconditional rewrites of a block make of a path, and whether a location is looked for anew. */
    private static Rewritten rewritten(Block block, String sample) {
        String uri = sample;
        boolean goesOn = false;
        for (Block line : block.children()) {
            if (line.name().equals("break")) {
                return new Rewritten(uri, false);
            }
            Optional<String> made = line.name().equals("rewrite") ? replaced(line, uri) : Optional.empty();
            if (made.isPresent()) {
                uri = made.get();
                goesOn = true;
                if (line.word(3).matches("last|break")) {
                    return new Rewritten(uri, line.word(3).equals("last"));
                }
            }
        }
        return new Rewritten(uri, goesOn);
    }

    private static Optional<String> replaced(Block rewrite, String uri) {
        try {
            Matcher match = Pattern.compile(rewrite.word(1)).matcher(uri);
            if (!match.find() || rewrite.word(2).matches("(https?:|\\$scheme).*")) {
                return Optional.empty();
            }
            String text = rewrite.word(2).replaceFirst("\\?.*", "");
            return Optional.of(VARIABLE.matcher(text)
                    .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(), match, uri))));
        } catch (PatternSyntaxException unknown) {
            return Optional.empty();
        }
    }

    private static String value(String variable, Matcher match, String uri) {
        if (variable.matches("\\$\\d")) {
            int group = variable.charAt(1) - '0';
            String text = group <= match.groupCount() ? match.group(group) : null;
            return text == null ? "" : text;
        }
        return variable.matches("\\$\\{?(document_|request_)?uri}?") ? uri : "x";
    }

    /** Whether a location answers everyone with success, so that who asks it lets everyone in. */
    boolean answersAll(String uri) {
        return taking(uri)
                .filter(one -> one.first("if").isEmpty())
                .flatMap(one -> one.first("return"))
                .filter(line -> line.word(1).matches("2\\d\\d"))
                .isPresent();
    }

    /** The innermost location of the blocks around a place. */
    static Optional<Block> innermost(ImmutableList<Block> around) {
        return around.reverse().stream()
                .filter(block -> block.name().equals("location"))
                .findFirst();
    }
}
