package relaycheck.cause;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.cause.HaproxySection.Line;

/** HAProxy: a destination address taken from the request ({@code set-dst}), and the old {@code option http_proxy}. */
final class Haproxy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "haproxy[-.\\w]*\\.(cfg|conf)",
            "(frontend|backend|listen|resolvers|userlist)\\s+[\\w.-]+\\s*|(global|defaults)\\s*|(default_backend|use_backend"
                    + "|http-request|http-response|tcp-request|bind|timeout (client|server|connect)|option httplog"
                    + "|balance|mode (http|tcp))\\b.*",
            // lines stand in sections, and other products bind, too
            "((frontend|backend|listen|resolvers|userlist|defaults)\\s+[\\w.-]+|global|defaults)\\s*(#|$)");
    private static final Pattern STOP =
            Pattern.compile("deny|reject|tarpit|silent-drop|auth|redirect|return|use-service");
    /** More values of a list are not looked at. */
    private static final int MOST_VALUES = 10_000;

    Haproxy() {
        super("haproxy", MARKS, Files.SINGLE);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Line> lines = new ArrayList<>();
        open(
                files,
                reading,
                (path, text) -> lines(
                                path,
                                text.stream()
                                        .map(line -> line.replace("\\ ", "\u00a0"))
                                        .toList())
                        .forEach(line -> lines.add(new Line(line.place(), withLists(line, reading), line.text()))));
        lines.stream()
                .filter(line -> line.word(0).matches("\\.(if|elif)|lua-load.*"))
                .forEach(line -> reading.note(line.place(), "cannot be evaluated: " + line.text()));
        List<HaproxySection> sections = HaproxySection.of(lines);
        sections.stream()
                .filter(section ->
                        section.kind().equals("frontend") || section.kind().equals("listen"))
                .filter(section -> section.named("disabled").findAny().isEmpty())
                .forEach(section -> new Entry(section, sections, reading).read());
    }

    /** The words of a line, with what stands in a file behind {@code -f} in its place. */
    private static ImmutableList<String> withLists(Directive line, Reading reading) {
        List<String> words = new ArrayList<>(line.all());
        int at = words.lastIndexOf("-f");
        if (at >= 0 && at + 1 < words.size()) {
            List<String> listed = new ArrayList<>();
            reading.include(
                    words.get(at + 1),
                    Reading.folder(line.place().file()),
                    line.place(),
                    true,
                    (path, text) -> text.stream()
                            .map(value -> value.replaceFirst("#.*", "").strip())
                            .filter(value -> !value.isEmpty())
                            .limit(MOST_VALUES)
                            .forEach(listed::add));
            if (!listed.isEmpty()) {
                words.subList(at, at + 2).clear();
                words.addAll(at, listed);
            }
        }
        return ImmutableList.copyOf(words);
    }

    /** A section that takes connections, and the sections that it hands them to. */
    private static final class Entry {
        private final HaproxySection front;
        private final List<HaproxySection> sections;
        private final Reading reading;
        private final ImmutableSet<Listener> at;

        Entry(HaproxySection front, List<HaproxySection> sections, Reading reading) {
            this.front = front;
            this.sections = sections;
            this.reading = reading;
            this.at = at(front, reading);
        }

        /** {@code bind :80,10.0.0.5:8080}; a range of ports is its first. */
        private static ImmutableSet<Listener> at(HaproxySection front, Reading reading) {
            return front.named("bind")
                    .flatMap(line -> Splitter.on(',').splitToStream(line.word(1)))
                    .flatMap(place -> reading.listen(place.replaceFirst("(:\\d+)-\\d+$", "$1"), 0).stream())
                    .collect(ImmutableSet.toImmutableSet());
        }

        void read() {
            Set<HaproxySection> backs = new LinkedHashSet<>();
            backs.add(front);
            backs.addAll(backends());
            backs.forEach(this::read);
        }

        /** Those that a stranger's request can come to. */
        private List<HaproxySection> backends() {
            HaproxyConditions conditions = new HaproxyConditions(Asker.STRANGER, front);
            List<String> names = new ArrayList<>();
            for (Line line : front.named("use_backend").toList()) {
                Optional<Boolean> applies = conditions.applies(line);
                if (applies.orElse(true)) {
                    names.add(line.word(1));
                }
                if (applies.equals(Optional.of(true))) {
                    return named(names);
                }
            }
            front.last("default_backend").ifPresent(line -> names.add(line.word(1)));
            return named(names);
        }

        private List<HaproxySection> named(List<String> names) {
            return sections.stream()
                    .filter(section ->
                            section.kind().equals("backend") || section.kind().equals("listen"))
                    .filter(section ->
                            names.stream().anyMatch(name -> name.equals(section.name()) || name.contains("%[")))
                    .toList();
        }

        private void read(HaproxySection back) {
            HaproxyDestination destination = new HaproxyDestination(front, back);
            if (clear(back)) {
                destination
                        .rules()
                        .filter(line ->
                                line.word(1).equals("set-dst") || line.text().contains("content set-dst "))
                        .forEach(line -> setDestination(line, back, destination));
            }
            if (back.hasOption("http_proxy")) {
                Stream.of(back, front)
                        .flatMap(section -> Stream.concat(section.lines().stream(), section.defaults().stream()))
                        .filter(line -> line.starts("option", "http_proxy"))
                        .findFirst()
                        .ifPresent(line -> door(
                                line,
                                back,
                                new Opens(Ports.ALL, Ports.NONE),
                                "it goes to whatever address the request names"));
            }
        }

        /** Whether a stranger's request may come to a server whose address is the one that was set. */
        private boolean clear(HaproxySection back) {
            HaproxyConditions conditions = new HaproxyConditions(Asker.STRANGER, front, back);
            for (Line line : back.named("use-server").toList()) {
                Optional<Boolean> applies = conditions.applies(line);
                boolean fixed = back.named("server")
                        .anyMatch(server -> server.word(1).equals(line.word(1)) && !server.isAnywhere());
                if (applies.orElse(!fixed)) {
                    return !fixed;
                }
            }
            List<Line> servers = back.named("server")
                    .filter(line -> !line.words().contains("disabled"))
                    .toList();
            // one that is not checked is never found down
            boolean spared = servers.stream()
                    .anyMatch(line ->
                            !line.words().contains("backup") && !line.words().contains("check"));
            return servers.stream()
                    .anyMatch(line ->
                            line.isAnywhere() && !(spared && line.words().contains("backup")));
        }

        private void setDestination(Line line, HaproxySection back, HaproxyDestination destination) {
            HaproxyConditions conditions = new HaproxyConditions(Asker.STRANGER, front, back);
            String expression = line.after("set-dst");
            if (conditions.applies(line).equals(Optional.of(false))) {
                reading.note(line.place(), line.text() + " does not apply to strangers");
            } else if (destination.isOverwritten(line)) {
                reading.note(line.place(), line.text() + ": an earlier line gives that header a value of its own");
            } else if (destination.isReplaced(line)) {
                reading.note(line.place(), line.text() + ": a later line sets another address");
            } else if (destination.isChosen(expression)) {
                Ports ports = destination.ports();
                boolean plain = front.isHttp() || HaproxyDestination.isInRequest(expression);
                Opens opens = plain ? new Opens(ports, Ports.NONE) : new Opens(Ports.NONE, ports);
                door(line, back, opens, "the address it goes to comes from the request: it reaches " + ports);
            } else if (!expression.matches("(dst|src|fc_dst|str|int|ipv4|map\\w*)\\b.*")) {
                reading.note(line.place(), "cannot be evaluated: where " + line.text() + " takes the address from");
            }
        }

        private void door(Line line, HaproxySection back, Opens opens, String because) {
            ImmutableMap<Audience, Opens> widest =
                    Asker.widest(asker -> turnsAway(asker, line, back) ? Opens.NOTHING : opens);
            boolean loopback = front.named("bind").findAny().isPresent()
                    && front.named("bind").allMatch(bind -> isLocal(bind.word(1)));
            if (widest.isEmpty()) {
                reading.note(line.place(), line.text() + ": the client could choose the address, but is turned away");
            }
            widest.forEach((audience, reached) -> reading.cause(new Cause(
                    line.place(),
                    line.text(),
                    "HAProxy",
                    reached,
                    audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience,
                    because,
                    new Remedy(
                            "Name the server, or turn away whoever is not of one's own network before this line.",
                            "http-request deny unless { src 10.0.0.0/8 }"),
                    at)));
        }

        private static boolean isLocal(String address) {
            return address.startsWith("/")
                    || address.startsWith("unix@")
                    || address.startsWith("abns@")
                    || address.contains(":") && Addresses.isLoopback(address.substring(0, address.lastIndexOf(':')));
        }

        /** The older word, whose rules come after all others. */
        private boolean isRedirected(HaproxyConditions conditions, HaproxySection back) {
            return Stream.of(front, back)
                    .flatMap(section -> section.named("redirect"))
                    .anyMatch(line -> conditions.applies(line).orElse(false));
        }

        /** Whether a rule surely ends the request; behind the door the address is the one that it set. */
        private boolean turnsAway(Asker asker, Line door, HaproxySection back) {
            HaproxyConditions conditions = new HaproxyConditions(asker, front, back);
            if (isRedirected(conditions, back)) {
                return true;
            }
            for (HaproxySection section : front == back ? List.of(front) : List.of(front, back)) {
                Set<String> ended = new HashSet<>();
                for (Line line : HaproxyDestination.rules(section).toList()) {
                    boolean http = line.word(0).equals("http-request");
                    String rules = http ? line.word(0) : line.word(1);
                    if (ended.contains(rules)) {
                        if (line == door) {
                            return true;
                        }
                        continue;
                    }
                    conditions = line == door ? conditions.behindSetDst() : conditions;
                    boolean applies = conditions.applies(line).orElse(false);
                    if (applies
                            && STOP.matcher(http ? line.word(1) : line.word(2)).matches()) {
                        return true;
                    }
                    // it ends these rules of this section, those of the backend follow
                    if (applies
                            && (http
                                    ? line.word(1).equals("allow")
                                    : line.word(2).equals("accept"))) {
                        ended.add(rules);
                    }
                }
            }
            return false;
        }
    }
}
