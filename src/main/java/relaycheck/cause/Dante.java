package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dante, a SOCKS server: the first client rule and the first socks rule that hold for a stranger. */
final class Dante extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "(sockd|danted?)[-.\\w]*\\.conf",
            "(client|socks)\\s+(pass|block)\\s*\\{?.*|(internal|external|socksmethod|clientmethod|logoutput|user\\.\\w+)\\s*:\\s*\\S.*");
    private static final Pattern RULE =
            Pattern.compile("(?m)^[ \\t]*(?:(client|socks)[ \\t]+)?(pass|block)\\s*\\{([^}]*)}");
    private static final Pattern ROUTE =
            Pattern.compile("(?m)^[ \\t]*route\\s*\\{[^}]*\\bvia\\s*:\\s*([^\\n}]*)[^}]*}");
    private static final Pattern GLOBAL =
            Pattern.compile("(?m)^[ \\t]*(internal|socksmethod|method|clientmethod)[ \\t]*:[ \\t]*(.*)$");

    /** Addresses of one family: IPv6, or else IPv4. */
    private static final String SIX = "[0-9a-fA-F.]*:.*";

    private static final String FOUR = "[0-9.]+";
    private static final ImmutableList<Boolean> FAMILIES = ImmutableList.of(false, true);
    private static final int LAST_PORT = 65_535;
    private static final int DEFAULT_PORT = 1080;

    Dante() {
        super("dante", MARKS, Files.SINGLE);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        open(files, reading, (path, lines) -> {
            String text = String.join(
                            "\n",
                            lines.stream()
                                    .map(line -> line.replaceFirst("(^|\\s)#.*", ""))
                                    .toList()) + "\n";
            List<DanteRule> rules = new ArrayList<>();
            Matcher rule = RULE.matcher(text);
            while (rule.find()) {
                rules.add(new DanteRule(
                        new Place(path, lineAt(text, rule.start(2))),
                        "client".equals(rule.group(1)),
                        rule.group(2).equals("pass"),
                        rule.group(3)));
            }
            ROUTE.matcher(text)
                    .results()
                    .forEach(route -> reading.note(
                            new Place(path, lineAt(text, route.start())),
                            "goes by another proxy; what that turns down is not relayed: via " + route.group(1)));
            if (rules.isEmpty()) {
                reading.note(new Place(path, 0), "without rules Dante refuses everyone");
            }
            if (GLOBAL.matcher(text).results().anyMatch(line -> line.group(1).equals("internal"))) {
                internals(text, "").forEach(listener -> reading.listen(listener.toString(), 0));
            }
            judge(rules, text, reading);
        });
    }

    private static int lineAt(String text, int position) {
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    /**
     * {@code internal: 10.0.0.5 port = 1080} whose address is not of the other family; the name of an interface is no
     * address, and none at all may be any.
     */
    private static Stream<Listener> internals(String text, String otherFamily) {
        List<String> lines = GLOBAL.matcher(text)
                .results()
                .filter(line -> line.group(1).equals("internal"))
                .map(line -> line.group(2).strip())
                .toList();
        List<Listener> all = lines.stream()
                .filter(line -> !line.split("\\s+")[0].matches(otherFamily))
                .flatMap(line -> {
                    String address = line.split("\\s+")[0];
                    String port = line.replaceFirst("^.*port\\s*=\\s*(\\d+).*$", "$1");
                    boolean isInterface = !address.matches("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*|localhost");
                    return Listener.of(
                            (isInterface ? "" : address.contains(":") ? "[" + address + "]" : address) + ":"
                                    + (port.matches("\\d{1,5}") ? port : Integer.toString(DEFAULT_PORT)),
                            0)
                            .stream();
                })
                .toList();
        return lines.isEmpty() ? Stream.of(new Listener("", DEFAULT_PORT)) : all.stream();
    }

    private static void judge(List<DanteRule> rules, String text, Reading reading) {
        rules.forEach(rule ->
                rule.unknownPort().ifPresent(name -> reading.note(rule.place(), "cannot be evaluated: port " + name)));
        for (Asker asker : Asker.values()) {
            Map<DanteRule, Ports> doors = doors(rules, text, asker);
            doors.forEach((rule, ports) -> reading.cause(cause(rule, ports, text, asker.audience())));
            if (!doors.isEmpty()) {
                return;
            }
        }
    }

    /** Which rule lets through what, whichever family the client's address is of, and the destination's. */
    private static Map<DanteRule, Ports> doors(List<DanteRule> rules, String text, Asker asker) {
        Map<DanteRule, Ports> doors = new LinkedHashMap<>();
        for (boolean clientSix : FAMILIES) {
            for (boolean six : FAMILIES) {
                doors(rules, text, asker, clientSix, six)
                        .forEach((rule, ports) -> doors.merge(rule, ports, Ports::and));
            }
        }
        return doors;
    }

    /** For each port the first rule that holds decides. */
    private static Map<DanteRule, Ports> doors(
            List<DanteRule> rules, String text, Asker asker, boolean clientSix, boolean six) {
        boolean admitted = internals(text, clientSix ? FOUR : SIX)
                .anyMatch(listener -> isAdmitted(rules, listener, asker, clientSix));
        String general = global(text, "socksmethod", "method");
        List<DanteRule> held = rules.stream()
                .filter(rule -> admitted && !rule.client() && rule.isFor(asker, clientSix) && rule.goesAnywhere(six))
                .filter(rule -> !rule.pass() && rule.methods().isEmpty()
                        || lets(rule.methods().isEmpty() ? general : rule.methods(), asker))
                .toList();
        TreeSet<Integer> edges = new TreeSet<>(List.of(1));
        held.stream()
                .flatMap(rule -> rule.ports().ranges().stream())
                .forEach(range -> edges.addAll(List.of(range.lowerEndpoint(), range.upperEndpoint() + 1)));
        Map<DanteRule, Ports> doors = new LinkedHashMap<>();
        for (int edge : edges.headSet(LAST_PORT, true)) {
            Integer next = edges.higher(edge);
            Ports ports = Ports.range(edge, next == null ? LAST_PORT : next - 1);
            held.stream()
                    .filter(rule -> rule.ports().contains(edge))
                    .findFirst()
                    .filter(DanteRule::pass)
                    .ifPresent(rule -> doors.merge(rule, ports, Ports::and));
        }
        return doors;
    }

    /** Whether the first client rule that holds lets someone in at this address. */
    private static boolean isAdmitted(List<DanteRule> rules, Listener listener, Asker asker, boolean six) {
        return rules.stream()
                .filter(rule -> rule.client() && rule.isFor(asker, six) && rule.takesAt(listener, six))
                .findFirst()
                .filter(rule -> rule.pass() && (rule.clientMethods().isEmpty() || lets(rule.clientMethods(), asker)))
                .isPresent();
    }

    /** Whether methods take someone without a login; without any Dante takes nobody. */
    private static boolean lets(String methods, Asker asker) {
        return methods.matches(".*\\bnone\\b.*") || !methods.isEmpty() && asker.loggedIn();
    }

    /** The last line of these counts. */
    private static String global(String text, String... names) {
        Matcher line = GLOBAL.matcher(RULE.matcher(text).replaceAll(""));
        String last = "";
        while (line.find()) {
            if (Stream.of(names).anyMatch(line.group(1)::equals)) {
                last = line.group(2).strip();
            }
        }
        return last;
    }

    private static Cause cause(DanteRule rule, Ports ports, String text, Audience audience) {
        List<String> internals = GLOBAL.matcher(text)
                .results()
                .filter(line -> line.group(1).equals("internal"))
                .map(line -> line.group(2).strip().split("\\s+")[0])
                .toList();
        boolean loopback = !internals.isEmpty()
                && internals.stream().allMatch(address -> Addresses.isLoopback(address) || address.equals("lo"));
        Opens opens = new Opens(Ports.NONE, ports);
        Audience to = audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience;
        String change = "from: 10.0.0.0/8 to: 0.0.0.0/0";
        return new Cause(
                rule.place(),
                "socks pass",
                "Dante",
                opens,
                to,
                "this rule is the first that holds, and lets SOCKS clients through to " + opens.connect(),
                to == Audience.ANYONE
                        ? new Remedy("Pass one's own addresses only, or ask for a login.", change)
                        : Remedy.ofFew(to, "", change));
    }
}
