package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Squid: {@code http_access} in its order, for a stranger who asks for any port of a third party. */
final class Squid extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "squid[-.\\w]*\\.conf",
            "(http_access|miss_access|http_port|https_port|cache_peer|refresh_pattern|cache_dir|cache_mem|coredump_dir"
                    + "|auth_param|never_direct|visible_hostname|icp_access|forwarded_for)\\s+\\S"
                    + "|acl\\s+\\S+\\s+(src|dst|port|dstdomain|method|proxy_auth|url_regex|time|proto|myportname|external"
                    + "|browser|any-of|all-of|dstdom_regex)\\b");

    private static final int DEFAULT_PORT = 3128;
    private static final String FOLLOWED = "follow_x_forwarded_for";
    private static final String PROXIED = "proxy_protocol_access";

    Squid() {
        super("squid", MARKS, Files.INCLUDED);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        Configuration configuration = new Configuration(reading);
        open(files, reading, configuration::lines);
        configuration.judge();
    }

    /** One squid.conf with its includes, as far as access goes. */
    private static final class Configuration {
        private final Reading reading;
        private final List<SquidPort> ports = new ArrayList<>();
        private final SquidAcls acls = new SquidAcls(ports);
        private final SquidPeers peers = new SquidPeers();
        private final SquidRules rules = new SquidRules(acls, peers);
        private final SquidConditions conditions;
        private boolean usesIndirectClient = true;

        Configuration(Reading reading) {
            this.reading = reading;
            this.conditions = new SquidConditions(reading);
        }

        void lines(String path, List<String> lines) {
            StringBuilder text = new StringBuilder();
            int first = 1;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).stripTrailing();
                boolean comment = line.stripLeading().startsWith("#");
                if (!comment && line.endsWith("\\") && i + 1 < lines.size()) {
                    text.append(line, 0, line.length() - 1).append(' ');
                    continue;
                }
                line(
                        new Place(path, first),
                        text.append(comment ? "" : line).toString().strip());
                text.setLength(0);
                first = i + 2;
            }
        }

        private void line(Place place, String line) {
            ImmutableList<String> words = ImmutableList.copyOf(
                    line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+"));
            String text = String.join(" ", words);
            String name = words.get(0);
            if (conditions.isOne(place, name, text) || conditions.skip() || words.size() < 2) {
                return;
            }
            switch (name) {
                case "acl" -> acl(place, words);
                case "http_access",
                        "http_access2",
                        "adapted_http_access",
                        "miss_access",
                        FOLLOWED,
                        PROXIED,
                        SquidRules.DIRECT,
                        SquidRule.NEVER ->
                    rule(name.equals("http_access2") ? "adapted_http_access" : name, place, text, words);
                case "http_port", "https_port", "ascii_port" -> {
                    ports.add(SquidPort.of(place, text, words));
                    reading.listen(words.get(1), DEFAULT_PORT);
                }
                case "cache_peer" -> peers.add(place, text, words);
                case SquidPeers.ACCESS -> rule(name + " " + words.get(1), place, text, words.subList(1, words.size()));
                case "external_acl_type" -> acls.defineExternal(words);
                case "http_reply_access" -> reading.note(place, "keeps answers back, and no request: " + text);
                case "url_rewrite_program", "redirect_program", "icap_service", "ecap_service" ->
                    reading.note(place, "cannot be evaluated, may turn requests away: " + text);
                case "acl_uses_indirect_client" ->
                    usesIndirectClient = !words.get(1).equals("off");
                case "include" ->
                    words.subList(1, words.size())
                            .forEach(path -> reading.include(
                                    path.replace("\"", ""), Reading.folder(place.file()), place, false, this::lines));
                default -> {}
            }
        }

        private void acl(Place place, ImmutableList<String> words) {
            if (words.size() > 2) {
                acls.define(place, words.get(1), words.get(2), values(place, words.subList(3, words.size())));
            }
        }

        /** Squid skips a rule that names no list. */
        private void rule(String gate, Place place, String text, ImmutableList<String> words) {
            if (words.size() > 2) {
                rules.add(gate, SquidRule.of(gate, place, text, words));
            }
        }

        /** Values in quotes are files, one value a line. */
        private List<String> values(Place place, List<String> words) {
            List<String> values = new ArrayList<>();
            for (String word : words) {
                String path = word.replaceFirst("^parameters\\((.*)\\)$", "$1");
                if (path.startsWith("\"")) {
                    reading.include(
                            path.replace("\"", ""),
                            Reading.folder(place.file()),
                            place,
                            false,
                            (file, lines) -> lines.stream()
                                    .map(line ->
                                            line.replaceFirst("(^|\\s)#.*", "").strip())
                                    .filter(line -> !line.isEmpty())
                                    .forEach(values::add));
                } else {
                    values.add(word);
                }
            }
            return values;
        }

        void judge() {
            List<SquidRule> access = rules.of("http_access");
            if (!ports.isEmpty() && ports.stream().noneMatch(this::carries)) {
                reading.note(
                        ports.get(0).place(),
                        "no port is for forward requests: " + ports.get(0).text());
                return;
            }
            if (access.isEmpty()) {
                ports.forEach(port -> reading.note(port.place(), "without http_access Squid denies everything"));
                return;
            }
            claims();
            peers.notes().forEach(note -> reading.note(note.place(), note.text()));
            if (peers.isEmpty()) {
                rules.of(SquidRule.NEVER).stream()
                        .filter(rule -> !rule.allows())
                        .forEach(rule -> reading.note(
                                rule.place(),
                                rule.text() + ": without a cache_peer that is a parent, this goes nowhere"));
            }
            for (Asker asker : Asker.values()) {
                boolean six = ports.isEmpty() || ports.stream().anyMatch(SquidPort::takesSix);
                Map<SquidRule, Opens> doors = rules.doors(asker, tunnels(), six);
                doors.forEach((rule, opens) -> reading.cause(cause(rule, opens, asker.audience())));
                if (!doors.isEmpty()) {
                    break;
                }
            }
            acls.unknown().forEach(note -> reading.note(note.place(), note.text()));
        }

        /** A port that is for other requests than one's own sites; CONNECT goes to {@link SquidPort.Kind#FORWARD} alone. */
        private boolean carries(SquidPort port) {
            return switch (port.kind()) {
                case FORWARD, ACCELERATES_ANYTHING -> true;
                case ACCELERATES ->
                    !peers.isEmpty() || rules.letsIn(SquidRules.DIRECT).isPresent();
                case ACCELERATES_ONE, INTERCEPTS -> false;
            };
        }

        private boolean tunnels() {
            return ports.isEmpty() || ports.stream().anyMatch(port -> port.kind() == SquidPort.Kind.FORWARD);
        }

        /** Who may say which address it has is whoever the rules let in. */
        private void claims() {
            if (usesIndirectClient) {
                rules.letsIn(FOLLOWED).ifPresent(rule -> claim(rule, "whoever sends X-Forwarded-For"));
            }
            if (ports.stream().anyMatch(SquidPort::claimed)) {
                rules.letsIn(PROXIED)
                        .ifPresent(rule -> claim(rule, "whoever begins with a line of the PROXY protocol"));
            }
        }

        private void claim(SquidRule rule, String who) {
            acls.addressesAreClaimed();
            reading.note(
                    rule.place(),
                    rule.text() + ": " + who
                            + " has the address that stands in it, so no rule for addresses keeps strangers" + " out");
        }

        private Cause cause(SquidRule rule, Opens opens, Audience audience) {
            boolean loopback =
                    !ports.isEmpty() && ports.stream().filter(this::carries).allMatch(SquidPort::loopback);
            Audience to = audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience;
            return new Cause(
                    rule.place(),
                    rule.text(),
                    "Squid",
                    opens,
                    to,
                    (rule.text().contains(" deny")
                                    ? "no rule holds, and the last one, turned round, lets through "
                                    : "this is the first rule that holds for them, and it lets through ")
                            + opens,
                    to == Audience.ANYONE
                            ? acls.ownNetwork(rule.place())
                            : Remedy.ofFew(to, " End with a rule that denies all.", "http_access deny all"));
        }
    }
}
