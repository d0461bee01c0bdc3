package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** tinyproxy: open to all as long as no {@code Allow} or {@code Deny} stands in it. */
final class Tinyproxy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "tinyproxy[-.\\w]*\\.conf",
            "(?i)(MaxClients|ViaProxyName|ConnectPort|StatFile|DefaultErrorFile|StatHost|DisableViaHeader|FilterDefaultDeny"
                    + "|FilterURLs|ReversePath|ReverseOnly|BasicAuth|XTinyproxy|LogLevel|BindSame|MinSpareServers"
                    + "|StartServers|Upstream)\\s+\\S|Allow\\s+[\\d:.a-f/]+\\s*|Port\\s+\\d+\\s*|Listen\\s+[\\d.:a-f]+\\s*",
            // Redis, sshd and OpenVPN have a Port, a LogLevel or MaxClients, too
            "(?i)(ViaProxyName|ConnectPort|StatFile|DefaultErrorFile|StatHost|DisableViaHeader|FilterDefaultDeny|FilterURLs"
                    + "|ReversePath|ReverseOnly|BasicAuth|XTinyproxy|BindSame)\\s+\\S|Upstream\\s+(http|socks[45]|none)\\s"
                    + "|Allow\\s+[\\d:.a-f/]+\\s*$");

    Tinyproxy() {
        super("tinyproxy", MARKS, Files.SINGLE);
    }

    private static final int DEFAULT_PORT = 8888;

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Directive> lines = new ArrayList<>();
        open(files, reading, (path, text) -> lines.addAll(lines(path, text)));
        if (!lines.isEmpty()) {
            listen(lines, reading);
            judge(lines, reading);
        }
    }

    private static void listen(List<Directive> lines, Reading reading) {
        int port = last(lines, "port")
                .flatMap(line -> line.words().stream().findFirst())
                .filter(word -> word.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(DEFAULT_PORT);
        lines.stream()
                .filter(line -> line.name().equals("listen"))
                .flatMap(line -> line.words().stream().limit(1))
                .forEach(address -> reading.listen(address.contains(":") ? "[" + address + "]" : address, port));
        reading.listenByDefault(port);
    }

    private static void judge(List<Directive> lines, Reading reading) {
        Optional<Directive> reverseOnly = last(lines, "reverseonly").filter(Tinyproxy::isYes);
        Optional<Directive> filtered = last(lines, "filter");
        boolean urls = last(lines, "filterurls").filter(Tinyproxy::isYes).isPresent();
        Optional<TinyproxyFilter> filter = filtered.map(line -> filter(line, lines, reading));
        String host = ChosenTarget.HOST;
        boolean get = letsThrough(filter, urls ? "http://" + host + "/" : host);
        boolean connect = letsThrough(filter, urls ? host + ":443" : host);
        if (reverseOnly.isPresent()) {
            reading.note(reverseOnly.get().place(), "it is a reverse proxy only");
        } else if (filter.isPresent() && !get && !connect) {
            reading.note(
                    filtered.get().place(),
                    filter.get().denies()
                            ? "the filter keeps from every destination"
                            : "only destinations that the filter names are reached");
        } else {
            Opens opens = new Opens(get ? Ports.ALL : Ports.NONE, connect ? connect(lines) : Ports.NONE);
            lines.stream()
                    .filter(upstream -> upstream.name().equals("upstream")
                            && !upstream.text().matches("(?i)upstream\\s+none\\b.*"))
                    .forEach(upstream -> reading.note(
                            upstream.place(),
                            upstream.text() + ": goes by this proxy; what it turns down is not relayed"));
            Directive line = deciding(lines);
            reading.cause(new Cause(
                    line.place(),
                    line.text(),
                    "tinyproxy",
                    opens,
                    audience(lines),
                    because(lines, line, opens),
                    remedy(lines)));
        }
    }

    private static boolean isYes(Directive line) {
        return !line.words().isEmpty() && line.words().get(0).matches("(?i)yes|on");
    }

    private static Optional<Directive> last(List<Directive> lines, String name) {
        return lines.stream().filter(line -> line.name().equals(name)).reduce((before, after) -> after);
    }

    /** Every port where no ConnectPort stands, none where it is 0. */
    private static Ports connect(List<Directive> lines) {
        List<Directive> named =
                lines.stream().filter(line -> line.name().equals("connectport")).toList();
        return named.isEmpty()
                ? Ports.ALL
                : named.stream()
                        .flatMap(line -> line.words().stream().limit(1))
                        .filter(word -> !word.equals("0"))
                        .map(Ports::parse)
                        .reduce(Ports.NONE, Ports::and);
    }

    private static List<Directive> access(List<Directive> lines) {
        return lines.stream()
                .filter(line -> line.name().equals("allow") || line.name().equals("deny"))
                .toList();
    }

    /** The first Allow or Deny for everyone decides; where some stand and none is for everyone, the rest is denied. */
    private static Optional<Directive> forEveryone(List<Directive> lines) {
        return access(lines).stream()
                .filter(line -> line.words().stream().anyMatch(Addresses::includeStrangers))
                .findFirst();
    }

    private static Audience audience(List<Directive> lines) {
        boolean strangers = access(lines).isEmpty()
                || forEveryone(lines)
                        .filter(line -> line.name().equals("allow"))
                        .isPresent();
        boolean loopback = lines.stream().anyMatch(line -> line.name().equals("listen"))
                && lines.stream()
                        .filter(line -> line.name().equals("listen"))
                        .allMatch(line -> line.words().stream().allMatch(Addresses::isLoopback));
        if (!strangers || loopback) {
            return Audience.ADDRESSES;
        }
        return last(lines, "basicauth").isPresent() ? Audience.LOGIN : Audience.ANYONE;
    }

    /** The line to look at: the Allow for everyone, else where it listens. */
    private static Directive deciding(List<Directive> lines) {
        return forEveryone(lines)
                .filter(line -> line.name().equals("allow"))
                .or(() -> access(lines).stream().findFirst())
                .or(() -> last(lines, "port"))
                .or(() -> last(lines, "listen"))
                .orElse(lines.get(0));
    }

    private static String because(List<Directive> lines, Directive line, Opens opens) {
        return switch (audience(lines)) {
            case ANYONE ->
                (access(lines).isEmpty() ? "no Allow stands anywhere" : line.text() + " is for everyone")
                        + ", so strangers may send " + opens;
            case LOGIN -> "those who log in may send " + opens;
            case ADDRESSES -> "only certain addresses may send " + opens;
        };
    }

    private static Remedy remedy(List<Directive> lines) {
        return audience(lines) == Audience.ANYONE
                ? new Remedy("Name the addresses that may use it; everyone else is then denied.", "Allow 127.0.0.1")
                : Remedy.ofFew(audience(lines), "", "Allow 127.0.0.1");
    }

    private static boolean letsThrough(Optional<TinyproxyFilter> filter, String destination) {
        return filter.map(one -> one.letsThrough(destination)).orElse(true);
    }

    private static TinyproxyFilter filter(Directive line, List<Directive> lines, Reading reading) {
        return new TinyproxyFilter(
                patterns(line, reading),
                TinyproxyFilter.type(
                        last(lines, "filtertype")
                                .flatMap(type -> type.words().stream().findFirst())
                                .map(Ascii::toLowerCase),
                        last(lines, "filterextended").filter(Tinyproxy::isYes).isPresent()),
                last(lines, "filtercasesensitive").filter(Tinyproxy::isYes).isEmpty(),
                last(lines, "filterdefaultdeny").filter(Tinyproxy::isYes).isEmpty());
    }

    /** The filter's patterns; one that cannot be read has none. */
    private static ImmutableList<String> patterns(Directive line, Reading reading) {
        ImmutableList.Builder<String> patterns = ImmutableList.builder();
        line.words().stream()
                .limit(1)
                .forEach(path -> reading.include(
                        path,
                        Reading.folder(line.place().file()),
                        line.place(),
                        false,
                        (file, text) -> text.stream()
                                .map(pattern ->
                                        pattern.replaceFirst("\\s*#.*", "").strip())
                                .filter(pattern -> !pattern.isEmpty())
                                .forEach(patterns::add)));
        return patterns.build();
    }
}
