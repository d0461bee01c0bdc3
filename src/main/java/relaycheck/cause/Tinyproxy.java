package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** tinyproxy: open to all as long as no {@code Allow} or {@code Deny} stands in it. */
final class Tinyproxy implements Dialect {
    private static final Likeness LIKENESS = Likeness.of(
            "tinyproxy[-.\\w]*\\.conf",
            "(?i)(MaxClients|ViaProxyName|ConnectPort|StatFile|DefaultErrorFile|StatHost|DisableViaHeader|FilterDefaultDeny"
                    + "|FilterURLs|ReversePath|ReverseOnly|BasicAuth|XTinyproxy|LogLevel|BindSame|MinSpareServers"
                    + "|StartServers|Upstream)\\s+\\S|Allow\\s+[\\d:.a-f/]+\\s*|Port\\s+\\d+\\s*|Listen\\s+[\\d.:a-f]+\\s*");

    @Override
    public String name() {
        return "tinyproxy";
    }

    @Override
    public int likeness(String path, ImmutableList<String> lines) {
        return LIKENESS.of(path, lines);
    }

    private static final int DEFAULT_PORT = 8888;

    private record Line(Place place, String text, String name, ImmutableList<String> words) {
        boolean isYes() {
            return !words.isEmpty() && words.get(0).matches("(?i)yes|on");
        }
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Line> lines = new ArrayList<>();
        files.forEach(file -> reading.open(file, new Place(file, 0), (path, text) -> {
            for (int i = 0; i < text.size(); i++) {
                ImmutableList<String> words = Words.uncommented(text.get(i).strip());
                if (!words.isEmpty()) {
                    lines.add(new Line(
                            new Place(path, i + 1),
                            text.get(i).strip(),
                            Ascii.toLowerCase(words.get(0)),
                            words.subList(1, words.size())));
                }
            }
        }));
        if (!lines.isEmpty()) {
            listen(lines, reading);
            judge(lines, reading);
        }
    }

    private static void listen(List<Line> lines, Reading reading) {
        int port = last(lines, "port")
                .flatMap(line -> line.words.stream().findFirst())
                .filter(word -> word.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(DEFAULT_PORT);
        lines.stream()
                .filter(line -> line.name.equals("listen"))
                .flatMap(line -> line.words.stream().limit(1))
                .forEach(address -> reading.listen(address.contains(":") ? "[" + address + "]" : address, port));
        reading.listenByDefault(port);
    }

    private static void judge(List<Line> lines, Reading reading) {
        Optional<Line> reverseOnly = last(lines, "reverseonly").filter(Line::isYes);
        Optional<Line> filter = last(lines, "filterdefaultdeny").filter(Line::isYes);
        if (reverseOnly.isPresent()) {
            reading.note(reverseOnly.get().place, "it is a reverse proxy only");
        } else if (filter.isPresent() && !filterLetsThrough(lines, reading)) {
            reading.note(filter.get().place, "only destinations that the filter names are reached");
        } else {
            Opens opens = new Opens(Ports.ALL, connect(lines));
            Line line = deciding(lines);
            reading.cause(new Cause(
                    line.place,
                    line.text,
                    "tinyproxy",
                    opens,
                    audience(lines),
                    because(lines, line, opens),
                    remedy(lines)));
        }
    }

    private static Optional<Line> last(List<Line> lines, String name) {
        return lines.stream().filter(line -> line.name.equals(name)).reduce((before, after) -> after);
    }

    /** Every port where no ConnectPort stands, none where it is 0. */
    private static Ports connect(List<Line> lines) {
        List<Line> named =
                lines.stream().filter(line -> line.name.equals("connectport")).toList();
        return named.isEmpty()
                ? Ports.ALL
                : named.stream()
                        .flatMap(line -> line.words.stream().limit(1))
                        .filter(word -> !word.equals("0"))
                        .map(Ports::parse)
                        .reduce(Ports.NONE, Ports::and);
    }

    private static List<Line> access(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.name.equals("allow") || line.name.equals("deny"))
                .toList();
    }

    /** The first Allow or Deny for everyone decides; where some stand and none is for everyone, the rest is denied. */
    private static Optional<Line> forEveryone(List<Line> lines) {
        return access(lines).stream()
                .filter(line -> line.words.stream().anyMatch(Addresses::includeStrangers))
                .findFirst();
    }

    private static Audience audience(List<Line> lines) {
        boolean strangers = access(lines).isEmpty()
                || forEveryone(lines).filter(line -> line.name.equals("allow")).isPresent();
        boolean loopback = lines.stream().anyMatch(line -> line.name.equals("listen"))
                && lines.stream()
                        .filter(line -> line.name.equals("listen"))
                        .allMatch(line -> line.words.stream().allMatch(Addresses::isLoopback));
        if (!strangers || loopback) {
            return Audience.ADDRESSES;
        }
        return last(lines, "basicauth").isPresent() ? Audience.LOGIN : Audience.ANYONE;
    }

    /** The line to look at: the Allow for everyone, else where it listens. */
    private static Line deciding(List<Line> lines) {
        return forEveryone(lines)
                .filter(line -> line.name.equals("allow"))
                .or(() -> access(lines).stream().findFirst())
                .or(() -> last(lines, "port"))
                .or(() -> last(lines, "listen"))
                .orElse(lines.get(0));
    }

    private static String because(List<Line> lines, Line line, Opens opens) {
        return switch (audience(lines)) {
            case ANYONE ->
                (access(lines).isEmpty() ? "no Allow stands anywhere" : line.text + " is for everyone")
                        + ", so strangers may send " + opens;
            case LOGIN -> "those who log in may send " + opens;
            case ADDRESSES -> "only certain addresses may send " + opens;
        };
    }

    private static Remedy remedy(List<Line> lines) {
        return audience(lines) == Audience.ANYONE
                ? new Remedy("Name the addresses that may use it; everyone else is then denied.", "Allow 127.0.0.1")
                : new Remedy("Nothing must change.", "Allow 127.0.0.1");
    }

    /** Whether the filter's patterns let a third party through; a filter that cannot be read lets nobody through. */
    private static boolean filterLetsThrough(List<Line> lines, Reading reading) {
        List<Boolean> found = new ArrayList<>();
        last(lines, "filter")
                .ifPresent(line -> line.words.stream()
                        .limit(1)
                        .forEach(path -> reading.include(
                                path,
                                Reading.folder(line.place.file()),
                                line.place,
                                false,
                                (file, patterns) -> patterns.stream()
                                        .map(pattern -> pattern.replaceFirst("\\s*#.*", "")
                                                .strip())
                                        .filter(pattern -> !pattern.isEmpty())
                                        .forEach(pattern ->
                                                found.add(ApacheSections.found(pattern, ChosenTarget.HOST))))));
        return found.contains(true);
    }
}
