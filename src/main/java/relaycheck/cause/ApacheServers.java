package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The main server and the virtual hosts, and whom a stranger's request reaches. */
record ApacheServers(ImmutableList<ApacheDirective> main, ImmutableList<Server> servers, boolean loopbackOnly) {
    private static final int HTTP = 80;

    /** A server: its own lines, and whether a request for a third party's name is given to it. */
    record Server(
            String title, ImmutableList<ApacheDirective> own, boolean isMain, Reach reach, ImmutableSet<Listener> at) {}

    /** How a server is reached. */
    enum Reach {
        /** It answers for names that nobody serves. */
        ANY_NAME,
        /** It answers only for its own names. */
        OWN_NAMES,
        /** No Listen leads to it. */
        NOT_AT_ALL
    }

    static ApacheServers of(ImmutableList<ApacheDirective> all) {
        ImmutableList<ApacheDirective> main =
                all.stream().filter(line -> !line.is("virtualhost")).collect(ImmutableList.toImmutableList());
        ImmutableList<ApacheDirective> hosts =
                all.stream().filter(line -> line.is("virtualhost")).collect(ImmutableList.toImmutableList());
        ImmutableSet<String> listens = all.stream()
                .filter(line -> line.is("listen", "port"))
                .map(line -> line.word(0))
                .collect(ImmutableSet.toImmutableSet());
        ImmutableList.Builder<Server> servers = ImmutableList.builder();
        servers.add(new Server("the main server", main, true, mainReach(hosts, listens), ImmutableSet.of()));
        Set<String> taken = new HashSet<>();
        hosts.forEach(host -> servers.add(new Server(
                "virtual host " + String.join(" ", host.words()),
                host.children(),
                false,
                reach(host, taken, listens),
                at(host, listens))));
        return new ApacheServers(
                main,
                servers.build(),
                !listens.isEmpty() && listens.stream().allMatch(listen -> Addresses.isLoopback(address(listen))));
    }

    /** {@code *} as the port of a virtual host is every port that is listened to. */
    private static ImmutableSet<Listener> at(ApacheDirective host, Set<String> listens) {
        return host.words().stream()
                .flatMap(word -> port(word).equals("*")
                        ? listens.stream().map(listen -> address(word) + ":" + port(listen))
                        : Stream.of(word))
                .flatMap(word -> Listener.of(word, HTTP).stream())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Writes down where it listens, and the names that it answers for. */
    void register(Reading reading) {
        Stream.concat(main.stream(), servers.stream().flatMap(server -> server.own.stream()))
                .filter(line -> line.is("listen", "port", "servername", "serveralias"))
                .forEach(line -> {
                    if (line.is("listen", "port")) {
                        reading.listen(line.word(0), HTTP);
                    } else {
                        line.words().forEach(name -> reading.answersFor(name.replaceFirst("^\\w+://|:\\d+$", "")));
                    }
                });
    }

    /** The main server answers where no virtual host does: on a port, or an address, that none of them names. */
    private static Reach mainReach(List<ApacheDirective> hosts, Set<String> listens) {
        if (hosts.isEmpty()) {
            return Reach.ANY_NAME;
        }
        boolean covered = listens.stream()
                .allMatch(listen ->
                        hosts.stream().flatMap(host -> host.words().stream()).anyMatch(host -> covers(host, listen)));
        boolean wildcard =
                hosts.stream().flatMap(host -> host.words().stream()).anyMatch(host -> isWildcard(address(host)));
        return covered && (wildcard || !listens.isEmpty()) ? Reach.NOT_AT_ALL : Reach.ANY_NAME;
    }

    private static boolean covers(String host, String listen) {
        boolean port = port(host).equals("*") || port(host).equals(port(listen));
        return port && (isWildcard(address(host)) || address(host).equals(address(listen)));
    }

    private static Reach reach(ApacheDirective host, Set<String> taken, Set<String> listens) {
        boolean listened = listens.isEmpty()
                || host.words().stream()
                        .anyMatch(address -> listens.stream()
                                .anyMatch(listen -> port(address).equals("*")
                                        || port(address).equals(port(listen))));
        boolean first =
                host.words().stream().map(ApacheServers::key).filter(taken::add).count() > 0;
        boolean anyName = first
                || host.named("serveralias", "servername")
                        .flatMap(line -> line.words().stream())
                        .anyMatch(
                                name -> name.matches("\\*\\.\\w+") || ApacheSections.isMatch(name, ChosenTarget.HOST));
        return !listened ? Reach.NOT_AT_ALL : anyName ? Reach.ANY_NAME : Reach.OWN_NAMES;
    }

    private static String key(String host) {
        return (isWildcard(address(host)) ? "*" : address(host)) + ":" + port(host);
    }

    private static boolean isWildcard(String address) {
        return address.equals("*")
                || address.equals("_default_")
                || address.equals("0.0.0.0")
                || address.equals("[::]");
    }

    /** {@code 80}, {@code *:80}, {@code [::1]:80}, {@code www.example.com}. */
    private static String address(String text) {
        if (text.matches("\\d{1,5}")) {
            return "*";
        }
        int colon = text.lastIndexOf(':');
        return colon < 0 || text.endsWith("]") ? text : text.substring(0, colon);
    }

    private static String port(String text) {
        if (text.matches("\\d{1,5}")) {
            return text;
        }
        int colon = text.lastIndexOf(':');
        return colon < 0 || text.endsWith("]") ? "*" : text.substring(colon + 1);
    }

    /**
     * The addresses that a client may claim: where mod_remoteip trusts everyone, its header names the client; a private
     * address only where everyone is an internal proxy. Beside addresses, {@code env=NAME} is one that it sets.
     */
    Predicate<String> claimable(Server server) {
        boolean header = effective(server, "remoteipheader").isPresent();
        List<ApacheDirective> proxies = appended(
                        server,
                        "remoteipinternalproxy",
                        "remoteiptrustedproxy",
                        "remoteipinternalproxylist",
                        "remoteiptrustedproxylist")
                .toList();
        List<ApacheDirective> everyone = proxies.stream()
                .filter(line -> line.words().stream().anyMatch(Addresses::includeStrangers))
                .toList();
        boolean internal = everyone.stream().anyMatch(line -> line.is("remoteipinternalproxy"));
        boolean open = header && (proxies.isEmpty() || !everyone.isEmpty());
        ImmutableSet<String> sent = environment(server);
        return specification -> specification.startsWith("env=")
                ? sent.contains(specification)
                : open && (internal || !Addresses.isPrivate(specification));
    }

    /** {@code env=NAME} of each variable that a client sets by what it sends, or has set as a stranger. */
    private ImmutableSet<String> environment(Server server) {
        return appended(server, "setenvif", "setenvifnocase", "browsermatch", "browsermatchnocase")
                .filter(line -> line.is("browsermatch", "browsermatchnocase") || isSent(line.raw(0), line.raw(1)))
                .flatMap(line -> line.words().stream().skip(line.name().startsWith("setenvif") ? 2 : 1))
                .map(variable -> "env=" + variable.replaceFirst("=.*", ""))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static boolean isSent(String attribute, String regex) {
        return Ascii.equalsIgnoreCase(attribute, "Remote_Addr")
                ? ApacheSections.found(regex, ApacheConditions.STRANGER)
                : attribute.matches("(?i)Request_(URI|Method|Protocol)")
                        || SquidAcls.COMMON.matcher(attribute).matches();
    }

    /** Says so where the client's address is what it claims. */
    void noteClaims(Server server, Reading reading) {
        effective(server, "remoteipheader")
                .filter(line -> claimable(server).test(ApacheConditions.STRANGER))
                .ifPresent(line -> reading.note(
                        line.place(),
                        line.text() + ": whoever sends this header has the address that stands in it, as no"
                                + " RemoteIPInternalProxy names the proxies, so rules for addresses do not keep strangers"
                                + " out"));
    }

    /** Directives of a server and, before them, the main server's, as httpd appends them. */
    Stream<ApacheDirective> appended(Server server, String... names) {
        Stream<ApacheDirective> own = server.own.stream().filter(line -> line.is(names));
        return server.isMain ? own : Stream.concat(main.stream().filter(line -> line.is(names)), own);
    }

    /** The line that holds for a server: its own last one, else the main server's last one. */
    Optional<ApacheDirective> effective(Server server, String name) {
        return appended(server, name).reduce((before, after) -> after);
    }
}
