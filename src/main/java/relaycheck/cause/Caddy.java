package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Caddy: {@code reverse_proxy} to a placeholder that the client fills, and the {@code forward_proxy} module. */
final class Caddy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "Caddyfile[-.\\w]*|.*\\.caddyfile|caddy\\.json",
            "(reverse_proxy|file_server|php_fastcgi|forward_proxy|root \\*|encode|handle_path|respond|auto_https)\\b[^;]*"
                    + "|\\S*:\\d+ \\{|\"(handler|dial)\"\\s*:.*");

    private static final Pattern ARGUMENT = Pattern.compile("\\{args[.\\[](\\d{1,4})]?}");

    Caddy() {
        super("caddy", MARKS, Files.SINGLE);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Block> sites = new ArrayList<>();
        open(files, reading, (path, lines) -> {
            if (lines.stream()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                            .orElse("")
                            .strip()
                            .startsWith("{\"")
                    || path.endsWith(".json")) {
                Yaml.read(path, lines, reading).ifPresent(root -> json(root, reading));
            } else {
                sites.addAll(blocks(tokens(path, lines), reading));
            }
        });
        List<Block> expanded =
                sites.stream().map(site -> expanded(site, sites, 0)).toList();
        boolean bare = expanded.stream().noneMatch(site -> !site.children().isEmpty() && !isSpecial(site));
        if (bare && expanded.size() > 1 && !isSpecial(expanded.get(0))) {
            site(
                    new Block(
                            expanded.get(0).place(),
                            expanded.get(0).words(),
                            ImmutableList.copyOf(expanded.subList(1, expanded.size()))),
                    reading);
        }
        expanded.stream()
                .filter(site -> !isSpecial(site) && !site.children().isEmpty())
                .forEach(site -> site(site, reading));
    }

    /** Global options and snippets. */
    private static boolean isSpecial(Block block) {
        return block.name().equals("{}") || block.name().startsWith("(");
    }

    private static Deque<Block> tokens(String path, List<String> text) {
        return lines(path, joined(text)).stream()
                .map(line -> new Block(line.place(), line.all(), ImmutableList.of()))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** A line that ends in a backslash goes on in the next, whose own place stays empty. */
    private static List<String> joined(List<String> text) {
        List<String> lines = new ArrayList<>(text);
        for (int i = lines.size() - 2; i >= 0; i--) {
            String line = lines.get(i);
            if (line.endsWith("\\")) {
                lines.set(
                        i,
                        line.substring(0, line.length() - 1) + " "
                                + lines.set(i + 1, "").strip());
            }
        }
        return lines;
    }

    /** The arguments of an import, {@code {args.0}} or {@code {args[0]}}, in the place of their names. */
    private static Block filled(Block block, List<String> arguments) {
        ImmutableList<String> words = block.words().stream()
                .map(word -> ARGUMENT.matcher(word).replaceAll(argument -> {
                    int number = Integer.parseInt(argument.group(1));
                    return Matcher.quoteReplacement(
                            number < arguments.size() ? arguments.get(number) : argument.group());
                }))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Block> children = block.children().stream()
                .map(child -> filled(child, arguments))
                .collect(ImmutableList.toImmutableList());
        return new Block(block.place(), words, children);
    }

    private static List<String> arguments(Block line) {
        return line.words()
                .subList(Math.min(2, line.words().size()), line.words().size());
    }

    private ImmutableList<Block> blocks(Deque<Block> lines, Reading reading) {
        List<Block> found = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        while (!lines.isEmpty()) {
            Block line = lines.pop();
            ImmutableList<String> words = line.words();
            String last = words.get(words.size() - 1);
            if (last.equals("}")) {
                break;
            }
            if (line.name().equals("import")
                    && (line.word(1).contains("/")
                            || line.word(1).contains(".")
                            || line.word(1).contains("*"))) {
                reading.include(
                        line.word(1),
                        Reading.folder(line.place().file()),
                        line.place(),
                        false,
                        (path, text) -> blocks(tokens(path, text), reading)
                                .forEach(block -> found.add(filled(block, arguments(line)))));
            } else if (last.equals("{")) {
                List<String> head = new ArrayList<>(addresses);
                head.addAll(words.subList(0, words.size() - 1));
                addresses.clear();
                found.add(new Block(
                        line.place(),
                        head.isEmpty() ? ImmutableList.of("{}") : ImmutableList.copyOf(head),
                        blocks(lines, reading)));
            } else if (last.endsWith(",")) {
                addresses.addAll(words);
            } else {
                found.add(line);
            }
        }
        return ImmutableList.copyOf(found);
    }

    /** Snippets are put where they are imported. */
    private static Block expanded(Block block, List<Block> all, int depth) {
        ImmutableList<Block> children = block.children().stream()
                .flatMap(child -> {
                    Optional<Block> snippet = all.stream()
                            .filter(other -> child.name().equals("import")
                                    && other.name().equals("(" + child.word(1) + ")"))
                            .findFirst();
                    return snippet.isPresent() && depth < 8
                            ? expanded(filled(snippet.get(), arguments(child)), all, depth + 1).children().stream()
                            : Stream.of(expanded(child, all, depth));
                })
                .collect(ImmutableList.toImmutableList());
        return new Block(block.place(), block.words(), children);
    }

    private void site(Block site, Reading reading) {
        List<String> addresses =
                site.words().stream().map(word -> word.replaceFirst(",$", "")).toList();
        addresses.forEach(address -> listen(address, reading));
        boolean anyName = addresses.stream()
                .map(address -> address.replaceFirst("^https?://", ""))
                .anyMatch(address -> address.isEmpty()
                        || address.startsWith(":")
                        || address.startsWith("*:")
                        || address.equals("*"));
        boolean loopback = site.named("bind").findAny().isPresent()
                && site.named("bind")
                        .flatMap(bind -> bind.words().stream().skip(1))
                        .allMatch(address -> Addresses.isLoopback(address) || address.startsWith("unix/"));
        walk(List.of(site), new CaddyScope(anyName, loopback), reading);
    }

    /** The host of a site's address is a name that it answers for, not one that it listens at. */
    private static void listen(String address, Reading reading) {
        String place = address.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
        String port = place.replaceFirst("^.*:(\\d+)$|^.*$", "$1");
        reading.listen(port.isEmpty() ? "" : port, address.startsWith("http://") ? 80 : 443);
        reading.answersFor(place.replaceFirst(":\\d+$", ""));
    }

    /** Where a directive stands: whether foreign names come here, and whether only programs of the host do. */
    private record CaddyScope(boolean anyName, boolean loopback) {}

    private void walk(List<Block> around, CaddyScope scope, Reading reading) {
        Block block = around.get(around.size() - 1);
        for (Block child : block.children()) {
            if (child.name().equals("reverse_proxy")) {
                reverse(child, around, scope, reading);
            } else if (child.name().equals("forward_proxy")) {
                forward(child, around, scope, reading);
            } else if (child.name().matches("handle|handle_path|route|handle_errors")) {
                List<Block> deeper = new ArrayList<>(around);
                deeper.add(child);
                walk(deeper, scope, reading);
            }
        }
    }

    private static void reverse(Block line, List<Block> around, CaddyScope scope, Reading reading) {
        Stream<String> upstreams = Stream.concat(
                line.words().stream().skip(1).filter(word -> !word.startsWith("@") && !word.startsWith("/")),
                line.named("to").flatMap(to -> to.words().stream().skip(1)));
        Stream<String> dynamic = line.named("dynamic").map(source -> {
            String name = source.first("name").map(one -> one.word(1)).orElse(source.word(2));
            String port = source.first("port").map(one -> one.word(1)).orElse(source.word(3));
            return name + ":" + (port.isEmpty() ? "80" : port);
        });
        Ports ports = Stream.concat(upstreams, dynamic)
                .map(upstream -> ChosenTarget.ports(CaddyPlaceholders.parts(upstream, around, scope.anyName)))
                .reduce(Ports.NONE, Ports::and);
        if (!ports.isEmpty()) {
            door(line, around, scope, new Opens(ports, Ports.NONE), reading, "reverse_proxy backend.internal:8080");
        }
    }

    private static void forward(Block line, List<Block> around, CaddyScope scope, Reading reading) {
        List<String> named = line.named("ports")
                .flatMap(ports -> ports.words().stream().skip(1))
                .toList();
        Ports ports =
                named.isEmpty() ? Ports.ALL : named.stream().map(Ports::parse).reduce(Ports.NONE, Ports::and);
        boolean denied = line.named("acl")
                .flatMap(acl -> acl.children().stream())
                .filter(rule ->
                        rule.name().matches("allow|deny") && rule.words().contains("all"))
                .findFirst()
                .filter(rule -> rule.name().equals("deny"))
                .isPresent();
        if (denied || !scope.anyName) {
            reading.note(
                    line.place(),
                    denied
                            ? "forward_proxy goes to listed destinations only"
                            : "forward_proxy in a site that has a name of its own: requests for third parties do not come here");
            return;
        }
        List<Block> inside = new ArrayList<>(around);
        inside.add(line);
        door(line, inside, scope, new Opens(ports, ports), reading, "basic_auth NAME PASSWORD");
    }

    private static void door(
            Block line, List<Block> around, CaddyScope scope, Opens opens, Reading reading, String change) {
        ImmutableMap<Audience, Opens> widest =
                Asker.widest(asker -> CaddyMatchers.reaches(line, around, asker) ? opens : Opens.NOTHING);
        if (widest.isEmpty()) {
            reading.note(line.place(), line.text() + ": the client could choose the host, but is turned away");
        }
        widest.forEach((audience, reached) -> reading.cause(new Cause(
                line.place(),
                line.text(),
                "Caddy",
                reached,
                audience == Audience.ANYONE && scope.loopback ? Audience.ADDRESSES : audience,
                "the client chooses where this goes: it carries " + reached,
                new Remedy(
                        "Write the backend down, or let only those in who log in or come from one's own network.",
                        change))));
    }

    /** The native form: what is dialled, and the module by its name. */
    private static void json(Yaml root, Reading reading) {
        boolean guarded = root.all().anyMatch(node -> node.key().matches("remote_ip|client_ip"));
        boolean login = root.all()
                .anyMatch(node -> node.text().matches("authentication|http_basic")
                        || node.key().matches("auth_\\w+"));
        Audience to = login ? Audience.LOGIN : guarded ? Audience.ADDRESSES : Audience.ANYONE;
        root.all()
                .filter(node -> node.key().equals("listen"))
                .flatMap(Yaml::values)
                .forEach(place -> reading.listen(place, 443));
        root.all().forEach(node -> {
            Ports ports = node.key().equals("dial")
                    ? ChosenTarget.ports(CaddyPlaceholders.parts(node.text(), List.of(), true))
                    : Ports.NONE;
            boolean forward = node.key().equals("handler") && node.text().equals("forward_proxy");
            Opens opens = forward ? new Opens(Ports.ALL, Ports.ALL) : new Opens(ports, Ports.NONE);
            if (!opens.isNothing()) {
                reading.cause(new Cause(
                        node.place(),
                        "\"" + node.key() + "\": \"" + node.text() + "\"",
                        "Caddy",
                        opens,
                        to,
                        "the client chooses where this goes: it carries " + opens,
                        new Remedy("Write the backend down.", "\"dial\": \"backend.internal:8080\"")));
            }
        });
    }
}
