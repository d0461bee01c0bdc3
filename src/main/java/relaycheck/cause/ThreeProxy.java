package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 3proxy: each service takes the {@code auth}, {@code allow} and {@code deny} lines that stand before it. */
final class ThreeProxy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "3proxy[-.\\w]*\\.(cfg|conf)",
            "(nserver|nscache|flush|auth (none|iponly|strong|cache|useronly|nbname)|(proxy|socks|pop3p|ftppr|tcppm|admin)( -\\S+)*"
                    + "|users \\S+:(CL|CR|NT):.*|setgid|setuid|maxconn|allow \\S+( \\S+)*|service)(?=\\s|$)",
            // lists of services and rules of packet filters have some of these words, too
            "(nserver \\S|nscache \\d|auth (none|iponly|strong|cache|useronly|nbname)\\b|users \\S+:(CL|CR|NT):"
                    + "|(proxy|socks|pop3p|ftppr|tcppm|admin)( -\\S+)+\\s*(#|$))");

    ThreeProxy() {
        super("3proxy", MARKS, Files.SINGLE);
    }

    private record Rule(boolean allows, ImmutableList<String> words) {
        /** users, sources, targets, ports, operations: an asterisk, nothing, or a list. */
        String list(int index) {
            return index < words.size() ? words.get(index) : "*";
        }

        boolean isFor(Asker asker) {
            boolean user = list(1).equals("*") || asker.loggedIn() && allows;
            boolean source = anywhere(list(2)) || asker.inside() && allows;
            return user && source && anywhere(list(3));
        }

        private static boolean anywhere(String list) {
            return Splitter.on(',').splitToStream(list).anyMatch(Addresses::includeStrangers);
        }

        Ports ports() {
            return Splitter.on(',').splitToStream(list(4)).map(Ports::parse).reduce(Ports.NONE, Ports::and);
        }

        boolean isFor(String... operations) {
            String named = Ascii.toUpperCase(list(5));
            return named.equals("*")
                    || Splitter.on(',').splitToStream(named).anyMatch(ImmutableList.copyOf(operations)::contains);
        }
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        State state = new State(reading);
        open(files, reading, state::read);
    }

    private static final class State {
        private final Reading reading;
        private final List<Rule> rules = new ArrayList<>();
        private String auth = "none";
        private String internal = "";

        State(Reading reading) {
            this.reading = reading;
        }

        void read(String path, List<String> lines) {
            Dialect.lines(path, lines).forEach(line -> line(line.place(), line.all()));
        }

        private void line(Place place, ImmutableList<String> words) {
            switch (words.get(0)) {
                case "auth" -> auth = String.join(" ", words.subList(1, words.size()));
                case "internal" -> internal = words.size() > 1 ? words.get(1) : "";
                case "flush" -> rules.clear();
                case "allow", "deny" -> rules.add(new Rule(words.get(0).equals("allow"), words));
                case "include" ->
                    words.stream()
                            .skip(1)
                            .forEach(path ->
                                    reading.include(path, Reading.folder(place.file()), place, false, this::read));
                case "proxy", "socks", "auto" -> service(place, words);
                default -> {}
            }
        }

        private static Optional<String> option(List<String> words, String name) {
            return words.stream()
                    .filter(word -> word.startsWith(name))
                    .map(word -> word.substring(name.length()))
                    .findFirst();
        }

        private void service(Place place, ImmutableList<String> words) {
            boolean web = !words.get(0).equals("socks");
            String port = option(words, "-p").orElse(web ? "3128" : "1080");
            ImmutableSet<Listener> at = reading.listen(option(words, "-i").orElse(internal) + ":" + port, 0);
            for (Asker asker : Asker.values()) {
                Opens opens = opens(asker, web);
                if (!opens.isNothing()) {
                    reading.cause(cause(place, words, opens, asker.audience()).at(at));
                    return;
                }
            }
            reading.note(place, String.join(" ", words) + ": nobody is let through");
        }

        /** Without authentication, lists are not looked at; with it, an empty list lets everyone in who passed. */
        private Opens opens(Asker asker, boolean web) {
            boolean looked = !auth.equals("none") && !auth.isEmpty();
            if (looked
                    && auth.matches(".*(strong|cache|nbname|useronly|radius).*")
                    && !auth.contains("iponly")
                    && !asker.loggedIn()) {
                return Opens.NOTHING;
            }
            if (!looked || rules.isEmpty()) {
                return new Opens(web ? Ports.ALL : Ports.NONE, Ports.ALL);
            }
            Ports get = web ? ports(asker, "HTTP", "HTTP_GET") : Ports.NONE;
            return new Opens(get, web ? ports(asker, "HTTPS", "HTTP_CONNECT") : ports(asker, "CONNECT"));
        }

        /** For each port the first rule that holds decides; what no rule names is denied. */
        private Ports ports(Asker asker, String... operations) {
            Ports allowed = Ports.NONE;
            Ports left = Ports.ALL;
            for (Rule rule : rules) {
                if (rule.isFor(asker) && rule.isFor(operations)) {
                    Ports next = left.without(rule.ports());
                    allowed = rule.allows ? allowed.and(left.without(next)) : allowed;
                    left = next;
                }
            }
            return allowed;
        }

        private Cause cause(Place place, ImmutableList<String> words, Opens opens, Audience audience) {
            boolean loopback = Addresses.isLoopback(option(words, "-i").orElse(internal));
            Audience to = audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience;
            return new Cause(
                    place,
                    String.join(" ", words),
                    "3proxy",
                    opens,
                    to,
                    "auth " + auth + " and the lists before this service let through " + opens,
                    to == Audience.ANYONE
                            ? new Remedy(
                                    "Ask for a login before this service, or allow one's own addresses only.",
                                    "auth strong")
                            : Remedy.ofFew(to, "", "deny *"));
        }
    }
}
