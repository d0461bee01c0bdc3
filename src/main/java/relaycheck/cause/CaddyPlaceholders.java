package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a client can make of the placeholders of a Caddyfile. */
final class CaddyPlaceholders {
    private static final Pattern PART = Pattern.compile("\\{([^}]*)}|[^{]+|\\{");
    /** Placeholders that refer to others more deeply than this are a circle. */
    private static final int DEEPEST = 8;

    private static final int MOST = 500;

    private CaddyPlaceholders() {}

    /** An upstream part by part, within these blocks. */
    static List<ImmutableList<String>> parts(String upstream, List<Block> around, boolean anyName) {
        return parts(upstream, around, anyName, 0);
    }

    private static List<ImmutableList<String>> parts(String text, List<Block> around, boolean anyName, int depth) {
        List<ImmutableList<String>> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            parts.add(
                    part.group(1) == null
                            ? ImmutableList.of(part.group())
                            : placeholder(part.group(1), around, anyName, depth));
        }
        return parts;
    }

    private static ImmutableList<String> placeholder(String name, List<Block> around, boolean anyName, int depth) {
        return switch (name.replaceFirst("^http\\.request\\.", "")) {
            case "host", "tls.server_name", "tls_server_name" -> anyName ? ChosenTarget.NAME : ImmutableList.of("x");
            case "hostport" -> anyName ? ChosenTarget.AUTHORITY : ImmutableList.of("x");
            // it is no header any more
            case "header.Host" -> ImmutableList.of("x");
            case "port" -> ImmutableList.of("80", "25");
            case "scheme" -> ImmutableList.of("http", "https");
            case "uri", "path", "uri.path", "orig_uri.path" -> ChosenTarget.PATH;
            default ->
                name.matches(
                                        "(http\\.request\\.)?(header|query|uri\\.query|uri\\.path|path|cookie|regexp|re|file|dir)\\..*")
                                || name.matches("query|(http\\.)?(re|regexp)\\..*")
                        ? ChosenTarget.ANYTHING
                        : depth > DEEPEST ? ImmutableList.of("x") : given(name, around, anyName, depth);
        };
    }

    /** What {@code vars} and {@code map} make of a name of one's own, where the client is not one that they list. */
    private static ImmutableList<String> given(String name, List<Block> around, boolean anyName, int depth) {
        String variable = name.replaceFirst("^(http\\.)?vars\\.", "");
        Stream<String> set = around.stream()
                .flatMap(block -> block.named("vars"))
                .flatMap(vars -> Stream.concat(
                        Stream.of(vars.words().subList(1, vars.words().size())),
                        vars.children().stream().map(Block::words)))
                .filter(words -> words.size() == 2 && words.get(0).equals(variable))
                .map(words -> words.get(1));
        Stream<String> mapped = around.stream()
                .flatMap(block -> block.named("map"))
                .filter(map -> map.words().contains("{" + name + "}"))
                .flatMap(map -> map.children().stream()
                        .filter(entry ->
                                entry.name().equals("default") || entry.name().startsWith("~"))
                        .map(entry -> entry.word(map.words().indexOf("{" + name + "}") - 1)));
        ImmutableList<String> made = Stream.concat(set, mapped)
                .flatMap(text -> joined(parts(text, around, anyName, depth + 1)))
                .collect(ImmutableList.toImmutableList());
        return made.isEmpty() ? ImmutableList.of("x") : made;
    }

    private static Stream<String> joined(List<ImmutableList<String>> parts) {
        return Lists.cartesianProduct(parts).stream().limit(MOST).map(one -> String.join("", one));
    }
}
