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
    private static final Pattern GLOBAL =
            Pattern.compile("(?m)^[ \\t]*(internal|socksmethod|method|clientmethod)[ \\t]*:[ \\t]*(.*)$");

    private static final int LAST_PORT = 65_535;

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
                int line = (int) text.substring(0, rule.start(2))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                rules.add(new DanteRule(
                        new Place(path, line),
                        "client".equals(rule.group(1)),
                        rule.group(2).equals("pass"),
                        rule.group(3)));
            }
            if (rules.isEmpty()) {
                reading.note(new Place(path, 0), "without rules Dante refuses everyone");
            }
            listen(text, reading);
            judge(rules, text, reading);
        });
    }

    /** {@code internal: 10.0.0.5 port = 1080}; the name of an interface is no address. */
    private static void listen(String text, Reading reading) {
        GLOBAL.matcher(text)
                .results()
                .filter(line -> line.group(1).equals("internal"))
                .map(line -> line.group(2).strip())
                .forEach(line -> {
                    String address = line.split("\\s+")[0];
                    String port = line.replaceFirst("^.*port\\s*=\\s*(\\d+).*$", "$1");
                    boolean isInterface = !address.matches("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*|localhost");
                    reading.listen(
                            (isInterface ? "" : address.contains(":") ? "[" + address + "]" : address) + ":"
                                    + (port.matches("\\d{1,5}") ? port : "1080"),
                            0);
                });
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

    /** Which rule lets through what: for each port the first that holds decides. */
    private static Map<DanteRule, Ports> doors(List<DanteRule> rules, String text, Asker asker) {
        boolean admitted = rules.stream()
                .filter(rule -> rule.client() && rule.isFor(asker))
                .findFirst()
                .filter(rule -> rule.pass() && (rule.clientMethods().isEmpty() || lets(rule.clientMethods(), asker)))
                .isPresent();
        String general = global(text, "socksmethod", "method");
        List<DanteRule> held = rules.stream()
                .filter(rule -> admitted && !rule.client() && rule.isFor(asker) && rule.goesAnywhere())
                .filter(rule -> !rule.pass() || lets(rule.methods().isEmpty() ? general : rule.methods(), asker))
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

    /** Whether methods take someone without a login; without any Dante takes nobody. */
    private static boolean lets(String methods, Asker asker) {
        return methods.matches(".*\\bnone\\b.*") || asker.loggedIn();
    }

    private static String global(String text, String... names) {
        Matcher line = GLOBAL.matcher(RULE.matcher(text).replaceAll(""));
        while (line.find()) {
            if (Stream.of(names).anyMatch(line.group(1)::equals)) {
                return line.group(2).strip();
            }
        }
        return "";
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
        return new Cause(
                rule.place(),
                "socks pass",
                "Dante",
                opens,
                audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience,
                "this rule is the first that holds, and lets SOCKS clients through to " + opens.connect(),
                new Remedy("Pass one's own addresses only, or ask for a login.", "from: 10.0.0.0/8 to: 0.0.0.0/0"));
    }
}
