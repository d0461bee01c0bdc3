package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final Pattern FIELD = Pattern.compile(
            "\\b(from|to|command|log|socksmethod|method|clientmethod|protocol|proxyprotocol|user|group|session\\.\\w+|bandwidth|libwrap)\\s*:\\s*");
    private static final Pattern GLOBAL =
            Pattern.compile("(?m)^[ \\t]*(internal|socksmethod|method|clientmethod)[ \\t]*:[ \\t]*(.*)$");

    Dante() {
        super("dante", MARKS, Files.SINGLE);
    }

    private record Rule(Place place, boolean client, boolean pass, String body) {
        /** A field of the rule, empty where it is not there. */
        String field(String... names) {
            Matcher field = FIELD.matcher(body);
            while (field.find()) {
                if (Stream.of(names).anyMatch(field.group(1)::equals)) {
                    int start = field.end();
                    return field.find()
                            ? body.substring(start, field.start()).strip()
                            : body.substring(start).strip();
                }
            }
            return "";
        }

        boolean isFor(Asker asker) {
            String from = field("from").split("\\s+")[0];
            return from.isEmpty() || Addresses.includeStrangers(from) || asker.inside() && pass;
        }

        boolean goesAnywhere() {
            String to = field("to").split("\\s+")[0];
            String command = field("command");
            return (to.isEmpty() || Addresses.includeStrangers(to))
                    && (command.isEmpty() || command.matches(".*\\bconnect\\b.*"));
        }
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        open(files, reading, (path, lines) -> {
            String text = String.join(
                            "\n",
                            lines.stream()
                                    .map(line -> line.replaceFirst("(^|\\s)#.*", ""))
                                    .toList()) + "\n";
            List<Rule> rules = new ArrayList<>();
            Matcher rule = RULE.matcher(text);
            while (rule.find()) {
                int line = (int) text.substring(0, rule.start(2))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                rules.add(new Rule(
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

    private static void judge(List<Rule> rules, String text, Reading reading) {
        for (Asker asker : Asker.values()) {
            Optional<Rule> door = door(rules, text, asker);
            if (door.isPresent()) {
                reading.cause(cause(door.get(), text, asker.audience()));
                return;
            }
        }
    }

    private static Optional<Rule> door(List<Rule> rules, String text, Asker asker) {
        boolean admitted = rules.stream()
                .filter(rule -> rule.client && rule.isFor(asker))
                .findFirst()
                .filter(rule -> rule.pass && lets(rule.field("clientmethod", "method"), "none", asker))
                .isPresent();
        return rules.stream()
                .filter(rule -> admitted && !rule.client && rule.isFor(asker) && rule.goesAnywhere())
                .filter(rule -> rule.pass || ports(rule).equals(Ports.ALL))
                .findFirst()
                .filter(rule -> rule.pass
                        && lets(rule.field("socksmethod", "method"), global(text, "socksmethod", "method"), asker));
    }

    /** Whether a rule's methods, else the server's, take someone without a login. */
    private static boolean lets(String own, String general, Asker asker) {
        String methods = own.isEmpty() ? general : own;
        return methods.isEmpty() || methods.matches(".*\\bnone\\b.*") || asker.loggedIn();
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

    private static Ports ports(Rule rule) {
        Matcher port = Pattern.compile("port\\s*(=|eq|ge|gt|le|lt)?\\s*(\\d+(?:\\s*-\\s*\\d+)?)")
                .matcher(rule.field("to"));
        if (!port.find()) {
            return Ports.ALL;
        }
        String number = port.group(2).replaceAll("\\s", "");
        return switch (port.group(1) == null ? "" : port.group(1)) {
            case "ge", "gt" -> Ports.parse(number + "-65535");
            case "le", "lt" -> Ports.parse("1-" + number);
            default -> Ports.parse(number);
        };
    }

    private static Cause cause(Rule rule, String text, Audience audience) {
        List<String> internals = GLOBAL.matcher(text)
                .results()
                .filter(line -> line.group(1).equals("internal"))
                .map(line -> line.group(2).strip().split("\\s+")[0])
                .toList();
        boolean loopback = !internals.isEmpty()
                && internals.stream().allMatch(address -> Addresses.isLoopback(address) || address.equals("lo"));
        Opens opens = new Opens(Ports.NONE, ports(rule));
        return new Cause(
                rule.place,
                "socks pass",
                "Dante",
                opens,
                audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience,
                "this rule is the first that holds, and lets SOCKS clients through to " + opens.connect(),
                new Remedy("Pass one's own addresses only, or ask for a login.", "from: 10.0.0.0/8 to: 0.0.0.0/0"));
    }
}
