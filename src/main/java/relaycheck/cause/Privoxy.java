package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Privoxy: where it listens, {@code permit-access}, and {@code +limit-connect} in the action files. */
final class Privoxy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "privoxy[-.\\w]*(\\.conf|config)",
            "(listen-address|permit-access|deny-access|actionsfile|filterfile|toggle|enable-remote-toggle|confdir"
                    + "|enable-edit-actions|forward-socks\\w*|enforce-blocks|buffer-limit|accept-intercepted-requests"
                    + "|forwarded-connect-retries)\\s+\\S");

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
        PrivoxyActions actions = new PrivoxyActions();
        boolean on = !lastIs(lines, "toggle", "0");
        named(lines, "actionsfile").stream()
                .filter(line -> on)
                .forEach(line -> actions.read(line, folder(lines, line), reading));
        named(lines, "listen-address")
                .forEach(line -> line.words().stream().limit(1).forEach(place -> reading.listen(place, DEFAULT_PORT)));
        judge(lines, actions, on, reading);
    }

    private static boolean lastIs(List<Directive> lines, String name, String value) {
        return named(lines, name).stream()
                .reduce((before, after) -> after)
                .filter(line -> line.words().contains(value))
                .isPresent();
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

    private static void judge(List<Directive> lines, PrivoxyActions actions, boolean on, Reading reading) {
        List<Directive> listens = named(lines, "listen-address");
        Optional<Directive> outside = listens.stream()
                .filter(line -> line.words().stream().limit(1).noneMatch(Privoxy::isLoopback))
                .findFirst();
        List<Directive> access = access(lines, reading);
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
            return;
        }
        Optional<Directive> trust =
                named(lines, "trustfile").stream().filter(file -> on).findFirst();
        Optional<String> keepsOut = actions.keepsOut().or(() -> trust.map(Directive::text));
        parents(lines, reading);
        Audience to = outside.isPresent() && strangers ? Audience.ANYONE : Audience.ADDRESSES;
        opens(lines, line, keepsOut, actions, reading)
                .ifPresent(opens -> reading.cause(new Cause(
                        line.place(),
                        line.text(),
                        "Privoxy",
                        opens,
                        to,
                        because(to, outside, opens),
                        remedy(line, to))));
    }

    /** Privoxy passes over an address of IPv6 that is not in brackets, and says so in its log alone. */
    private static List<Directive> access(List<Directive> lines, Reading reading) {
        return named(lines, "permit-access", "deny-access").stream()
                .filter(line -> {
                    boolean bare = line.words().stream().anyMatch(word -> word.matches("[0-9a-fA-F]*:[0-9a-fA-F]*:.*"));
                    if (bare) {
                        reading.note(
                                line.place(), line.text() + ": has no effect, an address of IPv6 stands in brackets");
                    }
                    return !bare;
                })
                .toList();
    }

    /** What keeps every destination out keeps plain requests out only where that is enforced. */
    private static Optional<Opens> opens(
            List<Directive> lines, Directive line, Optional<String> keepsOut, PrivoxyActions actions, Reading reading) {
        boolean enforced = lastIs(lines, "enforce-blocks", "1");
        if (keepsOut.isEmpty()) {
            return Optional.of(new Opens(enforced ? actions.plain() : Ports.ALL, actions.connect()));
        }
        reading.note(
                line.place(),
                keepsOut.get()
                        + (enforced
                                ? " keeps every destination out, or all but a few"
                                : " keeps no plain request out: whoever writes /PRIVOXY-FORCE into the URL gets round"
                                        + " it, unless enforce-blocks is 1"));
        return enforced ? Optional.empty() : Optional.of(new Opens(Ports.ALL, Ports.NONE));
    }

    /** A parent that is down relays nothing, which no configuration tells. */
    private static void parents(List<Directive> lines, Reading reading) {
        lines.stream()
                .filter(line ->
                        line.name().startsWith("forward") && line.words().size() > 1)
                .filter(line -> line.words().get(0).equals("/"))
                .filter(line -> !List.of(
                                line.name(), line.words().get(line.words().size() - 1))
                        .equals(List.of("forward", ".")))
                .forEach(line -> reading.note(
                        line.place(), line.text() + ": goes by this proxy; what it turns down is not relayed"));
    }

    /** The line in the place of this one. */
    private static Remedy remedy(Directive line, Audience to) {
        int port = line.words().stream()
                .limit(1)
                .flatMap(place -> Listener.of(place, DEFAULT_PORT).stream())
                .mapToInt(Listener::port)
                .findFirst()
                .orElse(DEFAULT_PORT);
        String change =
                line.name().equals("listen-address") ? "listen-address 127.0.0.1:" + port : "permit-access 127.0.0.1";
        return to == Audience.ANYONE
                ? new Remedy("Listen on 127.0.0.1, or name one's own addresses with permit-access.", change)
                : Remedy.ofFew(to, "", change);
    }

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
}
