package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Apache Traffic Server: whether every request must be mapped, and maps whose target the client chooses. */
final class TrafficServer extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "records\\.(config|yaml)",
            "(CONFIG|LOCAL)\\s+proxy\\.(config|local)\\.\\S+\\s+(INT|STRING|FLOAT).*|(regex_)?(map|redirect)(_with_\\w+)?\\s+\\S+:?/.*");
    private static final Pattern INBOUND = Pattern.compile(":ip-in=(\\[[^\\]]*]|[^:]+)");
    private static final String REMAP = "url_remap.remap_required";

    TrafficServer() {
        super("trafficserver", MARKS, Files.SINGLE);
    }

    @Override
    public int likeness(String path, ImmutableList<String> lines) {
        int likeness = super.likeness(path, lines);
        return Reading.name(path).equals("remap.config") ? Math.max(likeness, 95) : likeness;
    }

    private record Value(Place place, String text, String value) {}

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        Map<String, Value> records = new HashMap<>();
        open(files, reading, (path, lines) -> {
            if (path.endsWith(".yaml")) {
                yaml(path, lines, records, reading);
            } else if (Reading.name(path).contains("remap")) {
                remap(path, lines, records, reading);
            } else {
                records(path, lines, records);
            }
        });
        if (records.isEmpty()) {
            return;
        }
        listen(records, reading);
        String main = files.get(0);
        List<Predicate<String>> lists = Stream.of("ip_allow.yaml", "ip_allow.config")
                .filter(name -> reading.exists(name, Reading.folder(main), main))
                .map(name -> closed(name, main, reading))
                .toList();
        Predicate<String> closed = method -> lists.stream().anyMatch(list -> list.test(method));
        forward(records, closed, reading);
        if (reading.exists("remap.config", Reading.folder(main), main)) {
            reading.include(
                    "remap.config",
                    Reading.folder(main),
                    new Place(main, 0),
                    true,
                    (path, lines) -> remap(path, lines, records, reading));
        }
    }

    /** {@code 80 8080:ip-in=10.0.0.5:ipv4}. */
    private static void listen(Map<String, Value> records, Reading reading) {
        Value ports = records.get("http.server_ports");
        for (String port : (ports == null ? "8080" : ports.value).split("[\\s,]+")) {
            Matcher address = INBOUND.matcher(port);
            reading.listen((address.find() ? address.group(1) : "") + ":" + port.replaceFirst("\\D.*", ""), 0);
        }
    }

    private static void records(String path, List<String> lines, Map<String, Value> records) {
        for (Directive line : lines(path, lines)) {
            ImmutableList<String> words = line.all();
            if (words.size() > 3 && words.get(1).startsWith("proxy.config.")) {
                records.put(
                        words.get(1).substring("proxy.config.".length()),
                        new Value(line.place(), line.text(), String.join(" ", words.subList(3, words.size()))));
            }
        }
    }

    /** The tree of records.yaml, {@code records: url_remap: remap_required: 0}, by the same names. */
    private static void yaml(String path, List<String> lines, Map<String, Value> records, Reading reading) {
        Yaml.read(path, lines, reading)
                .ifPresent(root -> root.leaves()
                        .forEach(leaf -> records.put(
                                leaf.path()
                                        .replaceFirst("^/?records/", "")
                                        .replaceFirst("^/", "")
                                        .replace('/', '.'),
                                new Value(
                                        leaf.node().place(),
                                        leaf.node().key() + ": " + leaf.node().text(),
                                        leaf.node().text()))));
    }

    private static void forward(Map<String, Value> records, Predicate<String> closed, Reading reading) {
        Value required = records.get(REMAP);
        Optional<Value> line = Optional.ofNullable(required).filter(value -> value.value.equals("0"));
        line.ifPresent(value -> {
            Ports connect = connect(records);
            boolean get = !ChosenTarget.METHODS.stream().allMatch(closed);
            boolean tunnel = !connect.isEmpty() && !closed.test("CONNECT");
            boolean nobody = !get && !tunnel;
            Opens opens = new Opens(get || nobody ? Ports.ALL : Ports.NONE, tunnel || nobody ? connect : Ports.NONE);
            Audience to = nobody || loopback(records) ? Audience.ADDRESSES : Audience.ANYONE;
            reading.cause(new Cause(
                    value.place,
                    value.text,
                    "Apache Traffic Server",
                    opens,
                    to,
                    "requests need no mapping, so it carries " + opens
                            + (to == Audience.ANYONE ? " for anyone" : " for certain addresses"),
                    new Remedy(
                            "Require a mapping for every request; a reverse proxy has one for each of its sites.",
                            value.text.startsWith("remap_required:")
                                    ? "remap_required: 1"
                                    : "CONFIG proxy.config.url_remap.remap_required INT 1")));
        });
        if (line.isEmpty() && required != null) {
            reading.note(required.place, "every request needs a mapping");
        }
    }

    private static Ports connect(Map<String, Value> records) {
        Value ports = records.get("http.connect_ports");
        return ports == null
                ? Ports.of(443)
                : Stream.of(ports.value.split("[ ,]+")).map(Ports::parse).reduce(Ports.NONE, Ports::and);
    }

    private static boolean loopback(Map<String, Value> records) {
        Value ports = records.get("http.server_ports");
        return ports != null
                && Stream.of(ports.value.split("\\s+")).allMatch(port -> port.matches(".*ip-in=(127\\..*|\\[?::1.*)"));
    }

    /** The methods from which the access list keeps strangers: the first entry that holds decides, without any in yaml none may. */
    private static Predicate<String> closed(String name, String main, Reading reading) {
        return method -> Stream.of(false, true)
                .allMatch(six -> closed(name, main, reading, six).test(method));
    }

    private static Predicate<String> closed(String name, String main, Reading reading, boolean six) {
        List<Predicate<String>> decided = new ArrayList<>();
        List<Predicate<String>> outbound = new ArrayList<>();
        reading.include(name, Reading.folder(main), new Place(main, 0), true, (path, lines) -> {
            if (path.endsWith(".yaml")) {
                Yaml.read(path, lines, reading)
                        .flatMap(root -> root.child("ip_allow"))
                        .ifPresent(list -> {
                            list.children().forEach(rule -> rule(rule, six, isOutbound(rule) ? outbound : decided));
                            if (!list.children().stream().allMatch(TrafficServer::isOutbound)) {
                                decided.add(method -> true);
                            }
                        });
            } else {
                lines.stream()
                        .map(line -> line.replaceFirst("#.*", ""))
                        .filter(line -> line.contains("src_ip=0.0.0.0-255.255.255.255") || line.contains("src_ip=0/0"))
                        .map(line -> line.contains("action=ip_deny") && !line.matches(".*method=(?!ALL).*"))
                        .forEach(denied -> decided.add(method -> denied));
            }
        });
        return method -> Stream.of(decided, outbound)
                .anyMatch(list -> !list.isEmpty() && list.get(0).test(method));
    }

    /** Such a rule is for destinations. */
    private static boolean isOutbound(Yaml rule) {
        return rule.child("apply").map(Yaml::text).orElse("in").equals("out");
    }

    private static void rule(Yaml rule, boolean six, List<Predicate<String>> decided) {
        boolean everyone = rule.child("ip_addrs").stream()
                .flatMap(Yaml::values)
                .anyMatch(value -> Addresses.includeStrangers(value, six));
        if (!everyone) {
            return;
        }
        boolean deny = rule.child("action").map(Yaml::text).orElse("").contains("deny");
        ImmutableList<String> methods =
                rule.child("methods").stream().flatMap(Yaml::values).collect(ImmutableList.toImmutableList());
        boolean all = methods.isEmpty() || methods.stream().anyMatch(word -> Ascii.equalsIgnoreCase(word, "ALL"));
        decided.add(method -> deny == (all || methods.contains(method)));
    }

    /** {@code regex_map http://(.*)/ http://$1/}, and {@code map http:// …} to the client's own choice. */
    private static void remap(String path, List<String> lines, Map<String, Value> records, Reading reading) {
        for (Directive line : lines(path, lines)) {
            ImmutableList<String> words = line.all();
            if (words.size() < 3 || !words.get(0).startsWith("regex_map")) {
                continue;
            }
            String from = words.get(1).replaceFirst("^\\w+://", "").replaceFirst("(?<!\\\\)/.*", "");
            List<ImmutableList<String>> parts = parts(words.get(2), from);
            Ports ports = ChosenTarget.ports(parts);
            boolean local = isGuarded(words) || loopback(records);
            if (!ports.isEmpty()) {
                Opens opens = new Opens(ports, Ports.NONE);
                reading.cause(new Cause(
                        line.place(),
                        line.text(),
                        "Apache Traffic Server",
                        opens,
                        local ? Audience.ADDRESSES : Audience.ANYONE,
                        "the client's Host decides where this map goes: it carries " + opens,
                        new Remedy(
                                "Map one's own names only.", "map http://www.example.com/ http://backend.internal/")));
            }
        }
    }

    /** Whether a filter of the map keeps strangers out: it allows some addresses, or denies all. */
    private static boolean isGuarded(List<String> words) {
        boolean deny = words.contains("@action=deny");
        boolean named = words.stream().anyMatch(word -> word.startsWith("@src_ip="));
        boolean everyone = !named
                || words.stream()
                        .filter(word -> word.startsWith("@src_ip="))
                        .anyMatch(word -> Addresses.includeStrangers(word.substring("@src_ip=".length())));
        return deny ? everyone && words.stream().noneMatch(word -> word.startsWith("@method=")) : !everyone;
    }

    /** The pattern is for a name, which has no port, no path and no user. */
    private static ImmutableList<String> names(List<String> captured) {
        return captured.stream().filter(text -> !text.matches(".*[:/@].*")).collect(ImmutableList.toImmutableList());
    }

    private static List<ImmutableList<String>> parts(String target, String pattern) {
        List<ImmutableList<String>> parts = new ArrayList<>();
        for (String part : target.split("(?=\\$\\d)|(?<=\\$\\d)", -1)) {
            parts.add(
                    part.matches("\\$\\d")
                            ? names(ChosenTarget.captured(pattern, part.charAt(1) - '0', false))
                            : ImmutableList.of(part));
        }
        return parts;
    }
}
