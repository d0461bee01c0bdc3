package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions of nginx for a stranger who asks for a third party, by a method of his choice. */
final class NginxConditions {
    /** A client that names one host in its request line and another one in Host may choose them apart. */
    private static final ImmutableSet<String> NAMES =
            ImmutableSet.of("host", "http_host", "ssl_server_name", "ssl_preread_server_name");
    /** What a client sends that is its own business. */
    private static final Pattern SENT = Pattern.compile("(http|cookie|arg)_(\\w+)");

    /** Variables that refer to others more deeply than this are a circle. */
    private static final int DEEPEST = 8;

    private final ImmutableList<Block> maps;
    private final ImmutableList<Block> around;
    private final boolean anyName;
    private final boolean claimed;
    private final Set<String> used;

    /** For a place inside these blocks, the outermost first, whose target is made of the variables used. */
    NginxConditions(ImmutableList<Block> maps, List<Block> around, boolean anyName, Set<String> used) {
        this.used = used;
        this.maps = maps;
        this.around = ImmutableList.copyOf(around);
        this.anyName = anyName;
        this.claimed = around.stream()
                .flatMap(block -> block.named("set_real_ip_from"))
                .anyMatch(line -> Addresses.includeStrangers(line.word(1)));
    }

    /** Whether a variable is that for a stranger, or may be where it is not known. */
    boolean mayBe(String variable, String text) {
        return variable.startsWith("$")
                && value(variable, 0)
                        .map(text::equals)
                        .orElseGet(() -> maps.stream()
                                .filter(map ->
                                        map.words().get(map.words().size() - 1).equals(variable))
                                .flatMap(map -> map.children().stream())
                                .anyMatch(entry -> entry.word(1).equals(text)));
    }

    /** What a variable is for a stranger; empty where that is not known. */
    private Optional<String> value(String variable, int depth) {
        String name = variable.replaceFirst("^\\$", "");
        Optional<Block> map = maps.stream()
                .filter(block -> block.words().get(block.words().size() - 1).equals("$" + name))
                .findFirst();
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (map.isPresent()) {
            return mapped(map.get(), depth)
                    .flatMap(value -> value.startsWith("$") ? value(value, depth + 1) : Optional.of(value));
        }
        if (isFree(name)) {
            return Optional.empty();
        }
        return switch (name) {
            case "host", "ssl_server_name", "ssl_preread_server_name" -> Optional.of(anyName ? ChosenTarget.HOST : "x");
            case "http_host" -> Optional.of(ChosenTarget.HOST);
            case "remote_addr" -> claimed ? Optional.empty() : Optional.of(ApacheConditions.STRANGER);
            case "scheme" -> Optional.of("http");
            // who does not know the secret has no link
            case "secure_link" -> Optional.of("");
            default -> flag(name, depth);
        };
    }

    /** What the target is not made of may name a host that the condition likes. */
    private boolean isFree(String name) {
        return NAMES.contains(name) && !used.contains(name);
    }

    boolean isAvoidable(Block condition) {
        return condition.words().stream()
                .anyMatch(word -> isFree(word.replaceFirst("^\\(?\\$", "")) && word.contains("$"));
    }

    /** Whether a variable holds what only those send who know of it: a header or a cookie of one's own. */
    private static boolean isSecret(String name) {
        Matcher sent = SENT.matcher(name);
        return sent.matches()
                && !(sent.group(1).equals("http")
                        && SquidAcls.COMMON
                                .matcher(sent.group(2).replace('_', '-'))
                                .matches());
    }

    /** What {@code set} made of it on the way, where every condition on the way is known. */
    private Optional<String> flag(String name, int depth) {
        Optional<String> value = Optional.empty();
        for (Block line :
                around.stream().flatMap(block -> block.children().stream()).toList()) {
            Optional<String> made = (line.name().equals("if") ? line.children() : List.of(line))
                    .stream()
                            .filter(set ->
                                    set.name().equals("set") && set.word(1).equals("$" + name))
                            .reduce((first, second) -> second)
                            .map(set -> set.word(2));
            if (made.isEmpty()) {
                continue;
            }
            Optional<Boolean> holds = line.name().equals("if") ? holds(line, depth + 1) : Optional.of(true);
            String before = value.orElse("$");
            Optional<String> joined = made.map(text -> text.replace("${" + name + "}", before)
                    .replaceAll("\\$" + name + "\\b", Matcher.quoteReplacement(before)));
            if (holds.isEmpty() || joined.get().contains("$")) {
                return Optional.empty();
            }
            value = holds.get() ? joined : value;
        }
        return value;
    }

    private Optional<String> mapped(Block map, int depth) {
        Optional<String> fallback = map.first("default").map(entry -> entry.word(1));
        if (map.name().equals("geo")
                && (claimed || map.words().size() > 2 && !map.word(1).equals("$remote_addr"))) {
            return Optional.empty();
        }
        if (map.name().equals("geo")) {
            return map.children().stream()
                    .filter(entry -> Addresses.includeStrangers(entry.name(), false))
                    .map(entry -> entry.word(1))
                    .findFirst()
                    .or(() -> fallback);
        }
        boolean asksForSecret = isSecret(map.word(1).replaceFirst("^\\$", ""))
                && map.children().stream().noneMatch(entry -> entry.name().startsWith("~"));
        Optional<String> source = asksForSecret ? Optional.of("") : value(map.word(1), depth + 1);
        return source.flatMap(text -> map.children().stream()
                .filter(entry -> keyMatches(entry.name(), text))
                .map(entry -> entry.word(1))
                .findFirst()
                .or(() -> fallback)
                .or(() -> Optional.of("")));
    }

    private static boolean keyMatches(String key, String text) {
        return key.startsWith("~*")
                ? ApacheSections.foundInAnyCase(key.substring(2), text)
                : key.startsWith("~") ? ApacheSections.found(key.substring(1), text) : key.equals(text);
    }

    /** Whether an {@code if} holds for a stranger; empty where that is not known. */
    Optional<Boolean> holds(Block condition) {
        return holds(condition, 0);
    }

    private Optional<Boolean> holds(Block condition, int depth) {
        String text = condition.words().subList(1, condition.words().size()).stream()
                .reduce((a, b) -> a + " " + b)
                .orElse("")
                .replaceFirst("^\\(\\s*", "")
                .replaceFirst("\\s*\\)$", "");
        List<String> words = List.of(text.split(" ", 3));
        if (words.get(0).equals("$request_method")) {
            ImmutableSet<Optional<Boolean>> all = ChosenTarget.METHODS.stream()
                    .map(method -> compare(method, words))
                    .collect(ImmutableSet.toImmutableSet());
            return all.size() == 1 ? all.iterator().next() : Optional.empty();
        }
        if (words.size() > 2
                && words.get(1).startsWith("!")
                && isSecret(words.get(0).replaceFirst("^\\$", ""))) {
            return Optional.of(compare("", words).orElse(true));
        }
        return value(words.get(0), depth).flatMap(known -> compare(known, words));
    }

    private static Optional<Boolean> compare(String known, List<String> words) {
        String right = words.size() > 2 ? words.get(2) : "";
        return switch (words.size() == 1 ? "" : words.get(1)) {
            case "" -> Optional.of(!known.isEmpty() && !known.equals("0"));
            case "=" -> Optional.of(known.equals(right));
            case "!=" -> Optional.of(!known.equals(right));
            case "~" -> Optional.of(ApacheSections.found(right, known));
            case "~*" -> Optional.of(ApacheSections.foundInAnyCase(right, known));
            case "!~" -> Optional.of(!ApacheSections.found(right, known));
            case "!~*" -> Optional.of(!ApacheSections.foundInAnyCase(right, known));
            default -> Optional.empty();
        };
    }
}
