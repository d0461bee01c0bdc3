package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The access lists of a squid.conf, and whether a request is in one. */
final class SquidAcls {
    /** Stands where a line of an all-of list ends; no name is empty. */
    private static final String NEXT_LINE = "";

    /** From how many addresses a user comes, for which it has to be known who it is. */
    private static final String USERS = "max_user_ip";

    /** Lists of lists deeper than this are a circle. */
    private static final int DEEPEST = 16;

    /** Headers in which anyone may find out what to send; a header of one's own is like a password. */
    static final Pattern COMMON = Pattern.compile(
            "(?i)user-agent|referer|host|accept.*|content-.*|connection"
                    + "|proxy-connection|upgrade.*|cookie|origin|range|via|forwarded|x-forwarded-.*|cache-control|pragma|te|expect");

    private final Map<String, Acl> acls = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> askForLogin = new HashSet<>();
    private final List<SquidPort> ports;
    private boolean addressesAreClaimed;

    private record Acl(String type, Place place, List<String> values) {}

    /** A term of a rule: {@code !name} in a rule that allows or denies. */
    record Term(String name, boolean negated, boolean allowing) {
        /** What an ACL must be for this term to help whoever asks. */
        boolean helpful() {
            return allowing != negated;
        }
    }

    /** For the ports that are found; they may come later. */
    SquidAcls(List<SquidPort> ports) {
        this.ports = ports;
        Place none = new Place("built in", 0);
        acls.put("all", new Acl("src", none, List.of("all")));
        acls.put("localhost", new Acl("src", none, List.of("127.0.0.1/32", "::1")));
        acls.put("to_localhost", new Acl("dst", none, List.of("127.0.0.0/8")));
        acls.put("to_linklocal", new Acl("dst", none, List.of("169.254.0.0/16")));
        acls.put("manager", new Acl("url_regex", none, List.of("^cache_object://")));
        acls.put("CONNECT", new Acl("method", none, List.of("CONNECT")));
    }

    /** From now on a client has the address that it claims. */
    void addressesAreClaimed() {
        addressesAreClaimed = true;
    }

    /** Lines of the same name add up, also to what is built in. */
    void define(Place place, String name, String type, List<String> values) {
        Acl before = acls.get(name);
        List<String> all = new ArrayList<>(
                before == null || !before.type.equals(Ascii.toLowerCase(type)) ? List.of() : before.values);
        all.addAll(values);
        boolean login = type.equals("external") && values.stream().limit(1).anyMatch(askForLogin::contains);
        if (type.equals("all-of")) {
            all.add(NEXT_LINE);
        }
        acls.put(name, new Acl(login ? "proxy_auth" : Ascii.toLowerCase(type), place, all));
    }

    /** A helper that is told the user's name asks for it. */
    void defineExternal(List<String> words) {
        if (words.stream().anyMatch(word -> word.matches("%\\{?LOGIN}?"))) {
            askForLogin.add(words.get(1));
        }
    }

    /** The places of the lists that decided something without being evaluated, with their types. */
    ImmutableList<Note> unknown() {
        return unknown.stream()
                .sorted()
                .map(name -> acls.containsKey(name)
                        ? new Note(acls.get(name).place, "cannot be evaluated: acl " + name + " " + acls.get(name).type)
                        : new Note(new Place("acl " + name, 0), "is used and not defined"))
                .collect(ImmutableList.toImmutableList());
    }

    /** How to let in one's own network alone, with no list that Squid does not know there: it would not start. */
    Remedy ownNetwork(Place at) {
        Acl own = acls.get("localnet");
        boolean known = own != null
                && own.type.equals("src")
                && own.values.stream().noneMatch(Addresses::includeStrangers)
                && (!own.place.file().equals(at.file()) || own.place.line() < at.line());
        return known
                ? new Remedy(
                        "Allow only the addresses of one's own network, and end with a rule that denies all.",
                        "http_access allow localnet")
                : new Remedy(
                        "Allow only the addresses of one's own network: name them in a line above this one"
                                + " (acl own_network src 192.0.2.0/24) and write that name instead of localhost."
                                + " End with a rule that denies all.",
                        "http_access allow localhost");
    }

    /** The ports at which an answer may change. */
    TreeSet<Integer> edges() {
        TreeSet<Integer> edges = new TreeSet<>(List.of(1, 25, 26, 80, 81, 443, 444));
        acls.values().stream()
                .filter(acl -> acl.type.equals("port"))
                .flatMap(acl -> acl.values.stream())
                .flatMap(value -> Ports.parse(value).ranges().stream())
                .forEach(range -> edges.addAll(List.of(range.lowerEndpoint(), range.upperEndpoint() + 1)));
        edges.removeIf(edge -> edge < 1 || edge > 65_535);
        return edges;
    }

    /** Whether a term asks for a login: whoever has none gets a challenge, whatever stands behind it. */
    boolean challenges(Term term) {
        Acl acl = acls.get(term.name);
        return acl != null && (acl.type.startsWith("proxy_auth") || acl.type.equals(USERS));
    }

    boolean holds(Term term, SquidRequest request) {
        return term.negated != contains(term, request, 0);
    }

    private boolean contains(Term term, SquidRequest request, int depth) {
        Acl acl = acls.get(term.name);
        if (acl == null) {
            unknown.add(term.name);
            return false;
        }
        return switch (acl.type) {
            case "src", "client" -> source(acl, term, request);
            case "dst" -> acl.values.stream().anyMatch(value -> everyone(value, request.toSix()));
            case "dstdomain" -> acl.values.stream().anyMatch(value -> domain(value, term));
            case "dstdom_regex", "ssl::server_name_regex" -> regex(acl, ChosenTarget.HOST);
            case "url_regex" -> regex(acl, request.url()) || !request.isConnect() && addable(acl, term);
            case "port" ->
                acl.values.stream().anyMatch(value -> Ports.parse(value).contains(request.port()));
            case "method" -> acl.values.stream().anyMatch(value -> Ascii.equalsIgnoreCase(value, request.method()));
            case "proto" ->
                !request.isConnect() && acl.values.stream().anyMatch(value -> Ascii.equalsIgnoreCase(value, "http"));
            case "proxy_auth", "proxy_auth_regex" -> request.asker().loggedIn() == term.helpful();
            case "any-of" -> members(acl.values, term, request, depth, false);
            case "all-of" -> lines(acl.values).stream().anyMatch(line -> members(line, term, request, depth, true));
            case "has" -> acl.values.contains("request");
            case "myportname" -> atPort(term, port -> acl.values.contains(port.name()));
            case "localport", "myport" ->
                atPort(
                        term,
                        port -> acl.values.stream()
                                .anyMatch(value -> Ports.parse(value).contains(port.number())));
            case "req_header" ->
                acl.values.isEmpty() || !COMMON.matcher(acl.values.get(0)).matches()
                        ? cannotTell(term, request.asker())
                        : term.helpful();
            case "urlpath_regex" -> !request.isConnect() && term.helpful();
            case "browser",
                    "referer_regex",
                    "time",
                    "random",
                    USERS,
                    "maxconn",
                    "localip",
                    "myip",
                    "urllogin",
                    "req_mime_type" -> term.helpful();
            case "annotate_client", "annotate_transaction" -> true;
            case "src_as", "arp", "eui64", "srcdomain", "srcdom_regex" -> favours(term, request.asker());
            case "dst_as", "rep_mime_type", "rep_header", "http_status", "snmp_community", "peername" -> false;
            default -> cannotTell(term, request.asker());
        };
    }

    private boolean source(Acl acl, Term term, SquidRequest request) {
        if (addressesAreClaimed) {
            return term.helpful();
        }
        if (acl.values.stream().anyMatch(value -> everyone(value, request.fromSix()))) {
            return true;
        }
        boolean onlyHere = acl.values.stream().allMatch(value -> Addresses.isLoopback(value.replaceFirst("/.*", "")));
        return !(onlyHere && term.helpful()) && favours(term, request.asker());
    }

    /** All addresses of IPv4 are taken for all there are. */
    private static boolean everyone(String value, boolean six) {
        return Addresses.includeStrangers(value) && (six || !value.contains(":"));
    }

    /** Whether some list is of all addresses of IPv6, and of no others. */
    boolean tellsFamilies() {
        return acls.values().stream()
                .filter(acl -> acl.type.matches("src|client|dst"))
                .anyMatch(
                        acl -> acl.values.stream().anyMatch(value -> everyone(value, true) && !everyone(value, false)));
    }

    /** Someone inside is in the lists that let people in, and not in those that keep them out. */
    private static boolean favours(Term term, Asker asker) {
        return asker.inside() && term.helpful();
    }

    private boolean cannotTell(Term term, Asker asker) {
        unknown.add(term.name);
        return favours(term, asker);
    }

    private static boolean domain(String value, Term term) {
        String text = Ascii.toLowerCase(value);
        boolean wholeTopLevel = text.matches("\\.[a-z]{2,}");
        return text.equals(".")
                || ChosenTarget.HOST.equals(text)
                || text.startsWith(".") && ("." + ChosenTarget.HOST).endsWith(text) && !wholeTopLevel
                || wholeTopLevel && term.helpful();
    }

    private static boolean regex(Acl acl, String text) {
        Predicate<String> flag = value -> value.startsWith("-");
        boolean anyCase = acl.values.contains("-i");
        return acl.values.stream()
                .filter(flag.negate())
                .anyMatch(value ->
                        anyCase ? ApacheSections.foundInAnyCase(value, text) : ApacheSections.found(value, text));
    }

    /** What a pattern without an anchor asks for, a client can add to the path. */
    private static boolean addable(Acl acl, Term term) {
        return term.helpful()
                && acl.values.stream().anyMatch(value -> !value.startsWith("^") && !value.startsWith("-"));
    }

    /** A client comes in at the port that it likes best. */
    private boolean atPort(Term term, Predicate<SquidPort> is) {
        List<SquidPort> outside =
                ports.stream().filter(port -> !port.loopback()).toList();
        List<SquidPort> open = (outside.isEmpty() ? ports : outside)
                .stream()
                        .filter(port -> port.kind() != SquidPort.Kind.INTERCEPTS)
                        .toList();
        if (open.isEmpty()) {
            return term.helpful();
        }
        return term.helpful() ? open.stream().anyMatch(is) : open.stream().allMatch(is);
    }

    /** Each line of an all-of list is an alternative. */
    private static List<List<String>> lines(List<String> values) {
        List<List<String>> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).equals(NEXT_LINE)) {
                lines.add(values.subList(start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    private boolean members(List<String> names, Term term, SquidRequest request, int depth, boolean all) {
        if (depth > DEEPEST) {
            return cannotTell(term, request.asker());
        }
        Predicate<String> member = name -> {
            boolean negated = name.startsWith("!");
            Term inner = new Term(negated ? name.substring(1) : name, term.negated != negated, term.allowing);
            return negated != contains(inner, request, depth + 1);
        };
        return all ? names.stream().allMatch(member) : names.stream().anyMatch(member);
    }
}
