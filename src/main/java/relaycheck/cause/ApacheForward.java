package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import relaycheck.cause.ApacheServers.Reach;
import relaycheck.cause.ApacheServers.Server;

/** The forward proxy of httpd: {@code ProxyRequests}, what it carries, and who may use it. */
final class ApacheForward {
    /** What CONNECT may reach where no AllowCONNECT stands. */
    private static final Ports DEFAULT = Ports.of(443, 563);

    private final ApacheServers servers;
    private final ApacheModules modules;
    private final Reading reading;

    ApacheForward(ApacheServers servers, ApacheModules modules, Reading reading) {
        this.servers = servers;
        this.modules = modules;
        this.reading = reading;
    }

    /** Where it is, empty, is wherever httpd listens. */
    private record Door(Audience audience, Opens opens, ImmutableSet<Listener> at) {}

    /** One cause for each line that switches it on, for the widest audience among the servers that it holds for. */
    void read() {
        Map<ApacheDirective, Door> doors = new LinkedHashMap<>();
        for (Server server : servers.servers()) {
            servers.effective(server, "proxyrequests").ifPresent(line -> read(server, line, doors));
        }
        doors.forEach((line, door) -> reading.cause(cause(line, door)));
    }

    private void read(Server server, ApacheDirective line, Map<ApacheDirective, Door> doors) {
        if (!line.word(0).equals("on")) {
            off(server, line);
        } else if (server.reach() == Reach.NOT_AT_ALL) {
            unreached(server, line);
        } else if (server.reach() == Reach.OWN_NAMES && takesOtherSchemes(server)) {
            reading.note(
                    line.place(),
                    line.text() + " in " + server.title() + " is reached with a URL of another scheme (https:, ws:) and"
                            + " one of its own names in Host");
            open(server, line, doors);
        } else if (server.reach() == Reach.OWN_NAMES) {
            reading.note(
                    line.place(),
                    line.text() + " in " + server.title() + ", which answers only for its own names: requests for third"
                            + " parties go to the first virtual host");
        } else if (blocksAll(server)) {
            reading.note(line.place(), line.text() + ", but ProxyBlock * refuses every destination");
        } else {
            open(server, line, doors);
        }
    }

    /** httpd goes by Host where the URL's scheme is not that of the connection. */
    private boolean takesOtherSchemes(Server server) {
        return modules.carries("proxy_http")
                        && Stream.of("sslproxyengine", "sslengine")
                                .flatMap(name -> servers.effective(server, name).stream())
                                .anyMatch(line -> line.word(0).equals("on"))
                || modules.loads("proxy_wstunnel");
    }

    private void open(Server server, ApacheDirective line, Map<ApacheDirective, Door> doors) {
        ImmutableMap<Audience, Opens> widest = Asker.widest(asker -> opens(server, asker));
        if (widest.isEmpty()) {
            reading.note(line.place(), line.text() + " in " + server.title() + ", but nobody is let through");
        }
        servers.appended(server, "proxyremote", "proxyremotematch")
                .forEach(remote -> reading.note(
                        remote.place(), remote.text() + ": goes by this proxy; what it turns down is not relayed"));
        widest.forEach((audience, opens) -> {
            Audience to = audience == Audience.ANYONE && servers.loopbackOnly() ? Audience.ADDRESSES : audience;
            doors.merge(line, new Door(to, opens, server.at()), ApacheForward::wider);
        });
        servers.noteClaims(server, reading);
        unknown(server);
    }

    private static Door wider(Door one, Door other) {
        if (one.audience == other.audience) {
            boolean anywhere = one.at.isEmpty() || other.at.isEmpty();
            return new Door(
                    one.audience,
                    one.opens.and(other.opens),
                    anywhere ? ImmutableSet.of() : Sets.union(one.at, other.at).immutableCopy());
        }
        return one.audience.compareTo(other.audience) < 0 ? one : other;
    }

    private void off(Server server, ApacheDirective line) {
        Stream<ApacheDirective> tunnels = servers.appended(server, "allowconnect");
        Stream<ApacheDirective> granted = servers.appended(server, "proxy")
                .filter(section -> section.raw(0).equals("*"))
                .filter(section -> new ApacheAccess("GET", Asker.STRANGER, servers.claimable(server))
                        .allows(ImmutableList.of(section)));
        Stream.concat(tunnels, granted)
                .findFirst()
                .ifPresent(ready -> reading.note(
                        line.place(),
                        "the forward proxy is off, but " + ready.text() + " (" + ready.place()
                                + ") is ready for it: with ProxyRequests On it would be open"));
    }

    /** Where others have the line from it, it is said of them what the line does. */
    private void unreached(Server server, ApacheDirective line) {
        if (servers.servers().stream()
                .filter(other -> other != server)
                .anyMatch(other -> servers.effective(other, "proxyrequests").equals(Optional.of(line)))) {
            return;
        }
        boolean overridden = server.isMain() && servers.servers().size() > 1;
        reading.note(
                line.place(),
                overridden
                        ? line.text() + " holds for the main server, whose ports are all served by virtual hosts"
                        : line.text() + " in " + server.title() + ", to which no Listen leads");
    }

    private boolean blocksAll(Server server) {
        return servers.appended(server, "proxyblock")
                .anyMatch(line -> line.words().contains("*"));
    }

    private Opens opens(Server server, Asker asker) {
        boolean anyName = server.reach() == Reach.ANY_NAME;
        String url = (anyName ? "http://" : "https://") + ChosenTarget.HOST + "/";
        boolean get = (modules.carries("proxy_http") || !anyName)
                && ChosenTarget.METHODS.stream().anyMatch(method -> allows(server, asker, method, url));
        Ports connect = anyName && modules.carries("proxy_connect") ? connectPorts(server, asker) : Ports.NONE;
        return new Opens(get ? Ports.ALL : Ports.NONE, connect);
    }

    /** AllowCONNECT of the main server and of the virtual host add up; the default holds where neither has one. */
    private Ports connectPorts(Server server, Asker asker) {
        Ports named = servers.appended(server, "allowconnect")
                .flatMap(line -> line.words().stream())
                .map(Ports::parse)
                .reduce(Ports.NONE, Ports::and);
        Ports candidates = named.isEmpty() ? DEFAULT : named;
        return new Ports(candidates.ranges().stream()
                .filter(range -> tunnels(server, asker, range))
                .collect(ImmutableList.toImmutableList()));
    }

    private boolean tunnels(Server server, Asker asker, Range<Integer> ports) {
        String destination = ChosenTarget.HOST + ":" + ports.lowerEndpoint();
        return allows(server, asker, "CONNECT", destination);
    }

    private boolean allows(Server server, Asker asker, String method, String destination) {
        ImmutableList<ApacheDirective> sections =
                new ApacheSections(servers, server).of(method, asker, destination, destination);
        return new ApacheAccess(method, asker, servers.claimable(server)).allows(sections)
                && sections.stream()
                        .filter(section -> section.is("proxy", "proxymatch"))
                        .filter(section -> section.named("rewriteengine", "rewriterule")
                                .findAny()
                                .isPresent())
                        .reduce((before, after) -> after)
                        .filter(ApacheRule::refusesAll)
                        .isEmpty();
    }

    /** Says which conditions decided without being evaluated. */
    private void unknown(Server server) {
        String url = "http://" + ChosenTarget.HOST + "/";
        servers.appended(server, "if", "elseif", "proxy", "proxymatch", "location", "locationmatch")
                .flatMap(ApacheSections::withChildren)
                .filter(section -> section.is("if", "elseif"))
                .filter(section ->
                        ApacheSections.holds(section, "GET", Asker.STRANGER).isEmpty())
                .forEach(section -> reading.note(section.place(), "cannot be evaluated: " + section.text()));
        new ApacheSections(servers, server)
                .of("GET", Asker.STRANGER, url, url).stream()
                        .flatMap(ApacheSections::withChildren)
                        .filter(line -> line.is("require", "allow", "deny")
                                && line.words().stream().anyMatch(word -> word.matches("(?i)expr|env(=.*)?")))
                        .filter(line -> line.words().stream()
                                .map(word -> word.startsWith("env=") ? word : "env=" + word)
                                .noneMatch(servers.claimable(server)))
                        .filter(line -> ApacheSections.holds(
                                        String.join(" ", line.words()).replaceFirst("(?i)^(not )?expr ", ""),
                                        "GET",
                                        Asker.STRANGER)
                                .isEmpty())
                        .forEach(line -> reading.note(
                                line.place(),
                                "cannot be evaluated, taken as a condition that strangers fail: " + line.text()));
    }

    private Cause cause(ApacheDirective line, Door door) {
        return new Cause(
                line.place(),
                line.text(),
                "Apache httpd",
                door.opens,
                door.audience,
                because(door),
                door.audience == Audience.ANYONE
                        ? new Remedy(
                                "Switch the forward proxy off; a reverse proxy (ProxyPass) does not need it. Who needs it"
                                        + " puts <Proxy \"*\"> with Require ip of one's own networks around it.",
                                "ProxyRequests Off")
                        : Remedy.ofFew(door.audience, "", "ProxyRequests Off"),
                door.at);
    }

    private static String because(Door door) {
        String what = "the forward proxy is on and carries " + door.opens;
        return what
                + switch (door.audience) {
                    case ANYONE -> "; no access control keeps strangers out";
                    case LOGIN -> " for those who log in";
                    case ADDRESSES -> " for certain addresses only";
                };
    }
}
