package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Envoy: dynamic forward proxies, and clusters whose address a header names. */
final class Envoy extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "envoy[-.\\w]*\\.(ya?ml|json)",
            "-?\\s*\"?(static_resources|dynamic_resources|filter_chains|http_filters|typed_config|virtual_hosts|lb_policy|envoy_grpc)\"?\\s*:.*"
                    + "|.*envoy\\.(filters|clusters|transport_sockets)\\..*");
    private static final String FILTER = "envoy.filters.http.dynamic_forward_proxy";
    private static final String SNI = "envoy.filters.network.sni_dynamic_forward_proxy";
    private static final String CLUSTER = "envoy.clusters.dynamic_forward_proxy";

    Envoy() {
        super("envoy", MARKS, Files.SINGLE);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        open(files, reading, (path, lines) -> Yaml.read(path, lines, reading).ifPresent(root -> judge(root, reading)));
    }

    private static void judge(Yaml root, Reading reading) {
        List<String> chosen = root.all()
                .filter(node -> node.key().equals("clusters"))
                .flatMap(list -> list.children().stream())
                .filter(Envoy::clientChooses)
                .flatMap(cluster -> cluster.child("name").stream())
                .map(Yaml::text)
                .toList();
        root.all()
                .filter(node -> node.key().equals("listeners"))
                .flatMap(list -> list.children().stream())
                .forEach(listener -> listener(listener, chosen, reading));
        root.all()
                .filter(node -> node.key().matches("rds|lds_config|cds_config|ads"))
                .forEach(node ->
                        reading.note(node.place(), "cannot be evaluated: " + node.key() + " comes from elsewhere"));
    }

    private static boolean clientChooses(Yaml cluster) {
        return texts(cluster, "name").anyMatch(CLUSTER::equals)
                || texts(cluster, "use_http_header").anyMatch("true"::equals)
                || texts(cluster, "http_header_name").findAny().isPresent();
    }

    private static Stream<String> texts(Yaml node, String key) {
        return node.all().filter(child -> child.key().equals(key)).map(Yaml::text);
    }

    private static void listener(Yaml listener, List<String> chosen, Reading reading) {
        listener.child("address").stream()
                .flatMap(Yaml::all)
                .filter(node -> node.child("port_value").isPresent())
                .forEach(node -> reading.listen(
                        texts(node, "address")
                                        .findFirst()
                                        .map(address -> address.contains(":") ? "[" + address + "]" : address)
                                        .orElse("")
                                + ":"
                                + texts(node, "port_value").findFirst().orElse("0"),
                        0));
        boolean loopback = listener.child("address").stream()
                .flatMap(address -> texts(address, "address"))
                .anyMatch(Addresses::isLoopback);
        listener.all()
                .filter(node -> node.key().equals("name") && node.text().equals(SNI))
                .forEach(node -> cause(
                        node,
                        new Opens(Ports.NONE, sniPort(listener)),
                        loopback ? Audience.ADDRESSES : Audience.ANYONE,
                        reading));
        listener.all()
                .filter(node -> node.child("http_filters").isPresent())
                .forEach(manager -> manager(manager, chosen, loopback, reading));
    }

    private static Ports sniPort(Yaml listener) {
        return listener.all()
                .filter(node -> node.key().equals("port_value"))
                .reduce((before, after) -> after)
                .map(node -> Ports.parse(node.text()))
                .orElse(Ports.of(443));
    }

    /** One HTTP connection manager: its routes to such clusters, and the filters before them. */
    private static void manager(Yaml manager, List<String> chosen, boolean loopback, Reading reading) {
        List<Yaml> routes = manager.all()
                .filter(node -> node.key().equals("virtual_hosts"))
                .flatMap(hosts -> hosts.children().stream())
                .filter(Envoy::takesThirdParties)
                .flatMap(host -> host.child("routes").stream())
                .flatMap(list -> list.children().stream())
                .filter(route -> texts(route, "cluster").anyMatch(chosen::contains))
                .toList();
        boolean tunnels = routes.stream()
                        .anyMatch(
                                route -> route.all().anyMatch(node -> node.key().equals("connect_matcher")))
                && manager.all()
                        .anyMatch(node ->
                                node.key().equals("upgrade_type") && node.text().equals("CONNECT"))
                && manager.all().anyMatch(node -> node.key().equals("connect_config"));
        boolean plain = routes.stream()
                .anyMatch(route -> route.all().noneMatch(node -> node.key().equals("connect_matcher")));
        Optional<Yaml> line = manager.all()
                .filter(node -> node.key().equals("name") && node.text().equals(FILTER))
                .findFirst()
                .or(() -> routes.stream()
                        .flatMap(Yaml::all)
                        .filter(node -> node.key().equals("cluster"))
                        .findFirst());
        if (routes.isEmpty()) {
            line.ifPresent(node -> reading.note(node.place(), "no route for names of third parties leads through it"));
            return;
        }
        Opens opens = new Opens(plain ? Ports.ALL : Ports.NONE, tunnels ? Ports.ALL : Ports.NONE);
        Audience to = audience(manager);
        line.filter(node -> !opens.isNothing())
                .ifPresent(node ->
                        cause(node, opens, to == Audience.ANYONE && loopback ? Audience.ADDRESSES : to, reading));
    }

    private static boolean takesThirdParties(Yaml host) {
        return host.child("domains").stream()
                .flatMap(Yaml::values)
                .anyMatch(domain -> domain.equals("*") || domain.equals(ChosenTarget.HOST));
    }

    private static Audience audience(Yaml manager) {
        List<Yaml> filters = manager.child("http_filters").map(Yaml::children).orElse(ImmutableList.of());
        boolean login = filters.stream()
                .flatMap(filter -> filter.child("name").stream())
                .anyMatch(name -> name.text()
                        .matches("envoy\\.filters\\.http\\.(ext_authz|jwt_authn|basic_auth|oauth2|api_key_auth)"));
        boolean addresses = filters.stream()
                .filter(filter ->
                        filter.child("name").map(Yaml::text).orElse("").equals("envoy.filters.http.rbac"))
                .anyMatch(filter -> !letsEveryoneIn(filter));
        return login ? Audience.LOGIN : addresses ? Audience.ADDRESSES : Audience.ANYONE;
    }

    private static boolean letsEveryoneIn(Yaml rbac) {
        boolean allow = texts(rbac, "action").noneMatch("DENY"::equals);
        return allow
                && rbac.all()
                        .filter(node -> node.key().equals("principals"))
                        .flatMap(list -> list.children().stream())
                        .anyMatch(principal -> principal
                                .child("any")
                                .map(Yaml::text)
                                .orElse("")
                                .equals("true"));
    }

    private static void cause(Yaml node, Opens opens, Audience to, Reading reading) {
        reading.cause(new Cause(
                node.place(),
                node.key() + ": " + node.text(),
                "Envoy",
                opens,
                to,
                "the destination is whatever the client names: it carries " + opens,
                new Remedy(
                        "Let only one's own addresses or those who log in come this far, or route to clusters that are written down.",
                        "name: envoy.filters.http.rbac")));
    }
}
