package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Privoxy: where it listens, {@code permit-access}, and {@code +limit-connect} in the action files. */
final class Privoxy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "privoxy[-.\\w]*(\\.conf|config)",
            "(listen-address|permit-access|deny-access|actionsfile|filterfile|toggle|enable-remote-toggle|confdir"
                    + "|enable-edit-actions|forward-socks\\w*|enforce-blocks|buffer-limit|accept-intercepted-requests"
                    + "|forwarded-connect-retries)\\s+\\S");
    private static final Pattern LIMIT = Pattern.compile("([+-])limit-connect(?:\\{([^}]*)})?");
    private static final Pattern BLOCK = Pattern.compile("([+-])block\\b(?:\\{([^}]*)})?");

    Privoxy() {
        super("privoxy", MARKS, Files.SINGLE);
    }

    @Override
    public int likeness(String path, ImmutableList<String> lines) {
        int likeness = super.likeness(path, lines);
        return Reading.name(path).equals("config") && likeness > 0 ? 100 : likeness;
    }

    private static final int DEFAULT_PORT = 8118;

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Directive> lines = new ArrayList<>();
        open(files, reading, (path, text) -> lines.addAll(lines(path, text)));
        Actions actions = new Actions();
        boolean on = named(lines, "toggle").stream()
                .reduce((before, after) -> after)
                .filter(line -> line.words().contains("0"))
                .isEmpty();
        named(lines, "actionsfile").stream()
                .filter(line -> on)
                .forEach(line -> actions.read(line, folder(lines, line), reading));
        named(lines, "listen-address")
                .forEach(line -> line.words().stream().limit(1).forEach(place -> reading.listen(place, DEFAULT_PORT)));
        judge(lines, actions, reading);
    }

    private static List<Directive> named(List<Directive> lines, String... names) {
        return lines.stream()
                .filter(line -> List.of(names).contains(line.name()))
                .toList();
    }

    private static String folder(List<Directive> lines, Directive line) {
        String beside = Reading.folder(line.place().file());
        return named(lines, "confdir").stream()
                .flatMap(confdir -> confdir.words().stream())
                .filter(confdir -> beside.endsWith(confdir))
                .findFirst()
                .orElse(beside);
    }

    private static void judge(List<Directive> lines, Actions actions, Reading reading) {
        List<Directive> listens = named(lines, "listen-address");
        Optional<Directive> outside = listens.stream()
                .filter(line -> line.words().stream().limit(1).noneMatch(Privoxy::isLoopback))
                .findFirst();
        List<Directive> access = named(lines, "permit-access", "deny-access");
        Optional<Directive> last =
                access.stream().filter(Privoxy::isForEveryone).reduce((before, after) -> after);
        boolean strangers = access.isEmpty()
                || last.filter(line -> line.name().equals("permit-access")).isPresent();
        Directive line = last.filter(permit -> strangers)
                .or(() -> access.stream().findFirst())
                .or(() -> outside)
                .or(() -> listens.stream().findFirst())
                .orElse(null);
        if (line == null) {
            named(lines, "confdir", "toggle").stream()
                    .findFirst()
                    .ifPresent(any -> reading.note(any.place(), "listens where it does by default, on 127.0.0.1"));
        } else if (actions.blocksAll) {
            reading.note(line.place(), "an action file blocks every destination");
        } else {
            Audience to = outside.isPresent() && strangers ? Audience.ANYONE : Audience.ADDRESSES;
            Opens opens = new Opens(Ports.ALL, actions.connect);
            reading.cause(
                    new Cause(line.place(), line.text(), "Privoxy", opens, to, because(to, outside, opens), REMEDY));
        }
    }

    private static final Remedy REMEDY = new Remedy(
            "Listen on 127.0.0.1, or name one's own addresses with permit-access.", "listen-address 127.0.0.1:8118");

    private static String because(Audience to, Optional<Directive> outside, Opens opens) {
        return to == Audience.ANYONE
                ? "it listens for others and no permit-access keeps strangers out: " + opens
                : outside.isEmpty()
                        ? "it listens only for programs of the same host"
                        : "only certain addresses may send " + opens;
    }

    /** A permit for one destination opens only that destination. */
    private static boolean isForEveryone(Directive line) {
        return !line.words().isEmpty()
                && Addresses.includeStrangers(line.words().get(0))
                && (line.words().size() < 2
                        || Addresses.includeStrangers(line.words().get(1)));
    }

    private static boolean isLoopback(String address) {
        int colon = address.lastIndexOf(':');
        return colon > 0 && Addresses.isLoopback(address.substring(0, colon));
    }

    /** What the action files say for every destination; the last word counts. */
    private static final class Actions {
        private Ports connect = Ports.ALL;
        private boolean blocksAll;

        void read(Directive line, String folder, Reading reading) {
            if (line.words().isEmpty()) {
                return;
            }
            String path = line.words().get(0);
            reading.include(path, folder, line.place(), false, (file, text) -> {
                StringBuilder actions = new StringBuilder();
                boolean open = false;
                for (String raw : text) {
                    String row = raw.replaceFirst("(^|\\s)#.*", "").strip();
                    if (row.startsWith("{")) {
                        actions.setLength(0);
                        open = true;
                    }
                    if (open) {
                        actions.append(row.replaceFirst("\\\\$", " "));
                        open = !row.endsWith("}");
                    } else if (row.matches("/(\\.\\*)?|\\.|\\*")) {
                        apply(actions.toString());
                    }
                }
            });
        }

        private void apply(String actions) {
            Matcher limit = LIMIT.matcher(actions);
            while (limit.find()) {
                connect = limit.group(1).equals("-") || limit.group(2) == null ? Ports.ALL : ports(limit.group(2));
            }
            Matcher block = BLOCK.matcher(actions);
            while (block.find()) {
                blocksAll = block.group(1).equals("+");
            }
        }

        /** {@code 443,80,1024-}; a bare dash is every port. */
        private static Ports ports(String text) {
            Ports ports = Ports.NONE;
            for (String part : text.split(",", -1)) {
                String range = part.strip();
                ports = ports.and(
                        range.equals("-")
                                ? Ports.ALL
                                : range.startsWith("-")
                                        ? Ports.parse("1" + range)
                                        : Ports.parse(range.endsWith("-") ? range + "65535" : range));
            }
            return ports;
        }
    }
}
