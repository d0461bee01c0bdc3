package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a request for a third party comes to a directive of a Caddyfile, by its matchers and those before it. */
final class CaddyMatchers {
    private CaddyMatchers() {}

    /** The blocks around the directive, the site first; by the family of addresses that is let in, if one is. */
    static boolean reaches(Block line, List<Block> around, Asker asker) {
        return Stream.of(false, true).anyMatch(six -> reaches(line, around, asker, six));
    }

    private static boolean reaches(Block line, List<Block> around, Asker asker, boolean six) {
        ImmutableList<Block> path =
                ImmutableList.<Block>builder().addAll(around).add(line).build();
        boolean login = before(path)
                .filter(guard -> guard.name().matches("basic_auth|basicauth|forward_auth|jwtauth"))
                .anyMatch(guard -> applies(guard, around, asker, six)
                        .orElse(path.stream().anyMatch(block -> block.word(1).equals(guard.word(1)))));
        boolean stopped = before(path)
                .filter(stop -> stop.name().matches("respond|abort|error|redir") || isHandle(stop))
                .anyMatch(stop -> applies(stop, around, asker, six).orElse(false));
        boolean matched = Stream.concat(around.stream().skip(1), Stream.of(line))
                .allMatch(block -> applies(block, around, asker, six).orElse(true));
        return matched && !stopped && (!login || asker.loggedIn());
    }

    /** What Caddy does before the last of these blocks, each of which stands in the one before it. */
    private static Stream<Block> before(ImmutableList<Block> path) {
        return IntStream.range(0, path.size() - 1).boxed().flatMap(i -> before(path.get(i), path.get(i + 1)));
    }

    /**
     * Only a route keeps its lines in their order; elsewhere what answers comes before a proxy and behind the handles, of
     * which the first that fits is taken.
     */
    private static Stream<Block> before(Block block, Block inner) {
        ImmutableList<Block> lines = block.children();
        if (inner.name().equals("handle_errors") && lines.stream().anyMatch(line -> line != inner && mayFail(line))) {
            return Stream.empty();
        }
        int at = lines.indexOf(inner);
        if (at < 0 || block.name().equals("forward_proxy")) {
            return lines.stream();
        }
        Stream<Block> earlier = lines.subList(0, at).stream();
        if (block.name().equals("route")) {
            return earlier.filter(line -> !isHandle(line) || isHandle(inner));
        }
        boolean grouped = inner.name().matches("handle|handle_path|route");
        Stream<Block> others = lines.stream()
                .filter(line -> !isHandle(line))
                .filter(line -> !grouped || !line.name().matches("respond|abort|error"));
        return isHandle(inner) ? Stream.concat(others, earlier.filter(CaddyMatchers::isHandle)) : others;
    }

    /** What fails is handled as an error, whatever else answers. */
    private static boolean mayFail(Block line) {
        return line.all()
                .anyMatch(one -> one.name().matches("error|file_server|reverse_proxy|php_fastcgi|forward_proxy"));
    }

    private static boolean isHandle(Block block) {
        return block.name().equals("handle");
    }

    /** A path is the client's choice; a named matcher is looked up; without any it always applies. */
    private static Optional<Boolean> applies(Block line, List<Block> around, Asker asker, boolean six) {
        String matcher = line.word(1);
        if (matcher.startsWith("/") && !matcher.equals("/*")) {
            return Optional.empty();
        }
        if (!matcher.startsWith("@")) {
            return Optional.of(true);
        }
        return around.stream()
                .flatMap(block -> block.named(matcher))
                .findFirst()
                .flatMap(definition -> all(conditions(definition), asker, six));
    }

    private static List<List<String>> conditions(Block definition) {
        ImmutableList<String> words =
                definition.words().subList(1, definition.words().size());
        if (definition.children().isEmpty()) {
            return List.of(words);
        }
        Stream<Block> children = words.isEmpty()
                ? definition.children().stream()
                : Stream.of(new Block(definition.place(), words, definition.children()));
        return children.flatMap(child -> child.name().equals("not") ? negated(child) : Stream.of(child.words()))
                .toList();
    }

    /** Of several in one {@code not} each may fail; one alone is as if it stood on its line. */
    private static Stream<List<String>> negated(Block not) {
        return not.children().size() == 1
                ? Stream.of(ImmutableList.<String>builder()
                        .add("not")
                        .addAll(not.children().get(0).words())
                        .build())
                : Stream.of(not.words());
    }

    private static Optional<Boolean> all(List<List<String>> conditions, Asker asker, boolean six) {
        boolean unknown = false;
        for (List<String> condition : conditions) {
            Optional<Boolean> holds = holds(condition, asker, six);
            if (holds.equals(Optional.of(false))) {
                return holds;
            }
            unknown |= holds.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(true);
    }

    private static Optional<Boolean> holds(List<String> words, Asker asker, boolean six) {
        String name = words.isEmpty() ? "" : words.get(0);
        List<String> values = words.subList(Math.min(1, words.size()), words.size());
        return switch (name) {
            case "not" -> holds(values, asker, six).map(value -> !value);
            case "path" -> values.contains("*") || values.contains("/*") ? Optional.of(true) : Optional.empty();
            case "remote_ip", "client_ip" ->
                // with that word a client has the address that it claims
                values.contains("forwarded")
                        ? Optional.empty()
                        : Optional.of(values.stream().anyMatch(value -> Addresses.includeStrangers(value, six))
                                || asker.inside());
            case "host" -> Optional.of(values.contains("*") || values.contains(ChosenTarget.HOST));
            case "method" -> values.containsAll(ChosenTarget.METHODS) ? Optional.of(true) : Optional.empty();
            case "header" ->
                values.size() == 2
                                && !values.get(0).matches("[!+-].*")
                                && !values.get(1).equals("*")
                                && !SquidAcls.COMMON.matcher(values.get(0)).matches()
                        ? Optional.of(asker.inside())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
