package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a stranger can make of nginx's variables. */
final class NginxVariables {
    private static final Pattern PART = Pattern.compile("\\$\\{(\\w+)}|\\$(\\w+)|[^$]+|\\$");
    /** Variables that refer to others more deeply than this are a circle. */
    private static final int DEEPEST = 8;

    private static final int MOST = 500;
    private static final ImmutableSet<String> FIXED = ImmutableSet.of(
            "remote_addr",
            "server_addr",
            "server_name",
            "hostname",
            "pid",
            "proxy_host",
            "proxy_port",
            "remote_port",
            "binary_remote_addr",
            "server_protocol",
            "nginx_version",
            "document_root",
            "https",
            "ssl_client_verify");

    private final ImmutableList<Block> maps;
    private final NginxConditions conditions;
    private final ImmutableList<Block> sets;
    private final ImmutableList<Expression> patterns;
    private final ImmutableList<String> tested;
    private final ImmutableList<String> names;
    private final boolean anyName;
    private final String port;
    private final boolean encrypted;
    private final boolean preread;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    /** For a place inside these blocks, the outermost first. */
    NginxVariables(List<Block> roots, List<Block> around, boolean anyName, String port) {
        this.conditions = new NginxConditions(maps(roots), around, anyName, used);
        this.maps = maps(roots);
        this.sets = sets(around);
        this.patterns = around.stream().flatMap(NginxVariables::expressions).collect(ImmutableList.toImmutableList());
        this.names = Stream.concat(
                        around.stream()
                                .flatMap(block -> block.named("server_name"))
                                .flatMap(line -> line.words().stream())
                                .filter(name -> name.startsWith("~"))
                                .map(name -> name.substring(1)),
                        around.stream()
                                .flatMap(NginxVariables::conditions)
                                .filter(condition -> condition.word(1).equals("($host"))
                                .map(NginxVariables::tested))
                .collect(ImmutableList.toImmutableList());
        this.tested = around.stream()
                .flatMap(NginxVariables::conditions)
                .map(condition -> condition.word(1).replaceFirst("^\\(\\$", ""))
                .collect(ImmutableList.toImmutableList());
        this.anyName = anyName;
        this.port = port;
        this.encrypted = around.stream()
                .flatMap(block -> block.named("listen", "ssl"))
                .anyMatch(line -> line.words().contains("ssl") || line.words().contains("quic"));
        this.preread = around.stream()
                .flatMap(block -> block.named("ssl_preread"))
                .anyMatch(line -> line.word(1).equals("on"));
    }

    /** What sets variables on the way to the place; an unconditional line takes back what stands before it. */
    private static ImmutableList<Block> sets(List<Block> around) {
        List<Block> sets = new ArrayList<>();
        around.stream().flatMap(block -> block.children().stream()).forEach(block -> {
            if (isSet(block) && !block.word(2).contains("$" + bare(block.word(1)))) {
                sets.removeIf(before -> before.word(1).equals(block.word(1)));
            }
            (block.name().equals("if") ? block.all() : Stream.of(block))
                    .filter(NginxVariables::isSet)
                    .forEach(sets::add);
        });
        return ImmutableList.copyOf(sets);
    }

    private static boolean isSet(Block block) {
        return block.name().equals("set") && block.words().size() > 2;
    }

    private static String bare(String variable) {
        return variable.replaceFirst("^\\$", "");
    }

    private static ImmutableList<Block> maps(List<Block> roots) {
        return roots.stream()
                .flatMap(Block::all)
                .filter(block -> block.name().matches("map|geo|split_clients"))
                .collect(ImmutableList.toImmutableList());
    }

    /** A regular expression whose groups are at hand, and whether it is a path that it is for. */
    private record Expression(String regex, boolean ofPath) {
        ImmutableList<String> captured(int group) {
            return NginxVariables.captured(regex, group, ofPath);
        }
    }

    private static Stream<Expression> expressions(Block block) {
        Stream<Expression> own =
                block.name().equals("location") && block.word(1).startsWith("~")
                        ? Stream.of(new Expression(block.word(block.words().size() - 1), true))
                        : Stream.empty();
        Stream<Expression> rewrites = block.named("rewrite").map(rewrite -> new Expression(rewrite.word(1), true));
        Stream<Expression> conditions = conditions(block)
                .filter(condition -> !condition.word(1).equals("($host"))
                .map(condition ->
                        new Expression(tested(condition), condition.word(1).matches("\\(\\$(document_|request_)?uri")));
        return Stream.of(own, rewrites, conditions).flatMap(Function.identity());
    }

    /** The conditions with an expression that a block is, or has in it. */
    private static Stream<Block> conditions(Block block) {
        return Stream.concat(Stream.of(block).filter(one -> one.name().equals("if")), block.named("if"))
                .filter(condition -> condition.word(2).startsWith("~"));
    }

    private static String tested(Block condition) {
        return condition.word(3).replaceFirst("\\)$", "");
    }

    /** The variables that were asked for and are not understood. */
    ImmutableSet<String> unknown() {
        return ImmutableSet.copyOf(unknown);
    }

    /** A text with variables, part by part. */
    List<ImmutableList<String>> parts(String text) {
        used.clear();
        return parts(text, 0, "");
    }

    private List<ImmutableList<String>> parts(String text, int depth, String key) {
        List<ImmutableList<String>> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String name = part.group(1) != null ? part.group(1) : part.group(2);
            parts.add(name == null ? ImmutableList.of(part.group()) : alternatives(name, depth, key));
        }
        return parts;
    }

    private ImmutableList<String> alternatives(String name, int depth, String key) {
        if (depth > DEEPEST) {
            return ImmutableList.of("x");
        }
        if (name.matches("\\d")) {
            return key.startsWith("~")
                    ? captured(expression(key), Integer.parseInt(name), false)
                    : group(Integer.parseInt(name));
        }
        Set<String> made = new LinkedHashSet<>();
        sets.stream()
                .filter(set -> set.word(1).equals("$" + name))
                .forEach(set -> made.addAll(joined(set.word(2), depth + 1, key)));
        maps.stream()
                .filter(map -> map.words().get(map.words().size() - 1).equals("$" + name))
                .peek(map -> used.add(bare(map.word(1))))
                .forEach(map -> map.children()
                        .forEach(entry -> made.addAll(
                                map.name().equals("map")
                                        ? joined(value(map, entry), depth + 1, entry.word(0))
                                        : List.of(entry.word(1)))));
        ImmutableList<String> inKey = key.startsWith("~") ? named(expression(key), name) : ImmutableList.of();
        if (made.isEmpty() && !inKey.isEmpty()) {
            return inKey;
        }
        return made.isEmpty() ? builtIn(name) : made.stream().limit(MOST).collect(ImmutableList.toImmutableList());
    }

    /** Behind a key that is no pattern, what was looked up is the key. */
    private static String value(Block map, Block entry) {
        boolean literal = !entry.name().startsWith("~") && !entry.name().equals("default");
        return literal
                ? entry.word(1).replaceAll(Pattern.quote(map.word(1)) + "\\b", Matcher.quoteReplacement(entry.name()))
                : entry.word(1);
    }

    /** A name has no port and no path. */
    private static Stream<String> inName(List<String> captured) {
        return captured.stream().filter(text -> !text.contains(":") && !text.contains("/"));
    }

    /** The regular expression of a map's key. */
    private static String expression(String key) {
        return key.replaceFirst("^~\\*?", "");
    }

    /** nginx knows no user in front of a host. */
    private static ImmutableList<String> captured(String pattern, int group, boolean slash) {
        return ChosenTarget.captured(pattern, group, slash).stream()
                .filter(text -> !text.startsWith("@"))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> group(int number) {
        used.addAll(tested);
        ImmutableSet<String> made = Stream.concat(
                        patterns.stream().flatMap(pattern -> pattern.captured(number).stream()),
                        names.stream().flatMap(pattern -> inName(captured(pattern, number, false))))
                .collect(ImmutableSet.toImmutableSet());
        return made.isEmpty() ? ImmutableList.of("") : made.asList();
    }

    private Set<String> joined(String text, int depth, String key) {
        List<ImmutableList<String>> parts = parts(text, depth, key);
        long combinations = parts.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(MOST + 1L, a * b));
        Set<String> made = new LinkedHashSet<>();
        if (combinations <= MOST) {
            Lists.cartesianProduct(parts).forEach(one -> made.add(String.join("", one)));
        }
        return made;
    }

    private ImmutableList<String> builtIn(String name) {
        ImmutableList<String> named = Stream.concat(
                        patterns.stream().flatMap(pattern -> named(pattern.regex, name).stream()),
                        names.stream().flatMap(pattern -> inName(named(pattern, name))))
                .collect(ImmutableList.toImmutableList());
        if (!named.isEmpty()) {
            return named;
        }
        used.add(name);
        return switch (name) {
            case "host" -> anyName ? ChosenTarget.NAME : ImmutableList.of("x");
            case "http_host" -> ChosenTarget.AUTHORITY;
            case "ssl_server_name" -> ChosenTarget.NAME;
            case "ssl_preread_server_name" -> preread ? ChosenTarget.AUTHORITY : ImmutableList.of("x");
            case "uri", "request_uri", "document_uri" -> ChosenTarget.PATH;
            case "args", "query_string" -> ChosenTarget.ANYTHING;
            case "scheme" -> encrypted ? ImmutableList.of("http", "https") : ImmutableList.of("http");
            case "server_port", "proxy_protocol_server_port" -> ImmutableList.of(port);
            case "request_port" -> ImmutableList.of("25", "80", "443");
            case "is_args" -> ImmutableList.of("", "?");
            default -> other(name);
        };
    }

    private ImmutableList<String> other(String name) {
        if (name.matches("(arg|http|cookie)_\\w+|remote_user")) {
            return ChosenTarget.ANYTHING;
        }
        if (!FIXED.contains(name)) {
            unknown.add("$" + name);
        }
        return ImmutableList.of("x");
    }

    private static ImmutableList<String> named(String pattern, String name) {
        Matcher group = Pattern.compile("\\(\\?P?<(\\w+)>|\\((?!\\?)").matcher(pattern.replace("\\(", "__"));
        for (int number = 1; group.find(); number++) {
            if (name.equals(group.group(1))) {
                return captured(pattern, number, !pattern.startsWith("^(") || pattern.contains("/"));
            }
        }
        return ImmutableList.of();
    }

    /** Whether it is only another name of the request that a condition looks at. */
    boolean isAvoidable(Block condition) {
        return conditions.isAvoidable(condition);
    }

    boolean mayBe(String variable, String text) {
        return conditions.mayBe(variable, text);
    }

    /** Whether an {@code if} holds for a stranger; empty where that is not known. */
    Optional<Boolean> holds(Block condition) {
        return conditions.holds(condition);
    }
}
