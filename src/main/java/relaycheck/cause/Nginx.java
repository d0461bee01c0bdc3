package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** nginx: {@code proxy_pass} whose host the client chooses, and the modules that answer CONNECT. */
final class Nginx extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "nginx[-.\\w]*\\.conf",
            "(http|events|stream|server|upstream\\s+\\S+)\\s*\\{.*|location\\s+.*\\{.*"
                    + "|(proxy_pass|server_name|listen|proxy_set_header|worker_processes|worker_connections|try_files"
                    + "|fastcgi_pass|proxy_connect|resolver|access_log|error_log|root|ssl_certificate|tunnel_pass)\\b[^;=]*;.*");
    private static final String DEFAULT_PORT = "80";

    Nginx() {
        super("nginx", MARKS, Files.INCLUDED);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        ImmutableList<Block> roots = new NginxParser(reading).parse(files);
        Set<String> listens = new HashSet<>();
        Block piece = new Block(new Place(files.get(0), 0), ImmutableList.of("http"), roots);
        Stream<Block> http =
                Stream.concat(roots.stream().filter(block -> block.name().equals("http")), Stream.of(piece));
        http.forEach(block ->
                block.named("server").forEach(server -> new Site(roots, block, server, listens, reading).read()));
        if (piece.named("http", "server", "stream").findAny().isEmpty()
                && piece.first("location").isPresent()) {
            Block server = new Block(piece.place(), ImmutableList.of("server"), roots);
            new Site(roots, piece, server, listens, reading).read();
        }
        roots.stream()
                .filter(block -> block.name().equals("stream"))
                .forEach(stream -> stream.named("server")
                        .forEach(server -> new Site(roots, stream, server, listens, reading).read()));
        roots.stream()
                .flatMap(Block::all)
                .filter(
                        block -> block.name()
                                .matches(
                                        "(access|content|rewrite|balancer|preread|server_rewrite)_by_lua\\w*|js_content|js_access"))
                .forEach(block -> reading.note(block.place(), "cannot be evaluated, a script: " + block.name()));
    }

    /** One server block. */
    private static final class Site {
        private final List<Block> roots;
        private final Block outer;
        private final Block server;
        private final Reading reading;
        private final boolean anyName;
        private final boolean loopback;
        private final String port;
        private final ImmutableSet<Listener> at;

        Site(List<Block> roots, Block outer, Block server, Set<String> listens, Reading reading) {
            this.roots = roots;
            this.outer = outer;
            this.server = server;
            this.reading = reading;
            List<Block> own = server.named("listen").toList();
            List<String> addresses = own.isEmpty()
                    ? List.of(DEFAULT_PORT)
                    : own.stream().map(listen -> listen.word(1)).toList();
            long first = addresses.stream()
                    .filter(address -> listens.add(outer.name() + " " + key(address)))
                    .filter(address -> !defaultElsewhere(outer, server, address))
                    .count();
            this.anyName = first > 0 || own.stream().anyMatch(Site::isDefault) || takesAnyName(server);
            this.loopback = addresses.stream().allMatch(Site::isLocal);
            this.at = addresses.stream()
                    .flatMap(address -> reading.listen(address, Integer.parseInt(DEFAULT_PORT)).stream())
                    .collect(ImmutableSet.toImmutableSet());
            server.named("server_name")
                    .flatMap(line -> line.words().stream().skip(1))
                    .forEach(reading::answersFor);
            this.port = key(addresses.get(0)).replaceFirst(".*:", "");
        }

        private static boolean isDefault(Block listen) {
            return listen.words().contains("default_server") || listen.words().contains("default");
        }

        private static boolean defaultElsewhere(Block outer, Block server, String address) {
            return outer.named("server")
                    .filter(other -> other != server)
                    .flatMap(other -> other.named("listen"))
                    .filter(Site::isDefault)
                    .anyMatch(listen -> key(address).equals(key(listen.word(1))));
        }

        /** Names that stand for everything: {@code ~.}, {@code ~^(.+)$}. */
        private static boolean takesAnyName(Block server) {
            return server.named("server_name")
                    .flatMap(names -> names.words().stream().skip(1))
                    .anyMatch(
                            name -> name.startsWith("~") && ApacheSections.found(name.substring(1), ChosenTarget.HOST));
        }

        private static String key(String listen) {
            return listen.matches("\\d+")
                    ? "*:" + listen
                    : listen.matches(".*(:\\d+|unix:.*)") ? listen : listen + ":80";
        }

        private static boolean isLocal(String listen) {
            String key = key(listen);
            return listen.startsWith("unix:") || Addresses.isLoopback(key.substring(0, key.lastIndexOf(':')));
        }

        void read() {
            List<Block> around = new ArrayList<>(List.of(outer, server));
            walk(around);
            tunnels(around);
        }

        private void walk(List<Block> around) {
            Block block = around.get(around.size() - 1);
            block.named("proxy_pass").forEach(line -> pass(line, around));
            block.named("fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass")
                    .filter(line -> !ChosenTarget.ports(
                                    new NginxVariables(roots, around, anyName, port).parts(line.word(1)))
                            .isEmpty())
                    .forEach(line -> reading.note(
                            line.place(),
                            line.text() + ": the client chooses the host, which is not judged since it is not asked by"
                                    + " HTTP/1"));
            block.named("tunnel_pass").forEach(line -> tunnelPass(line, around));
            block.named("location", "if", "limit_except").forEach(inner -> {
                List<Block> deeper = new ArrayList<>(around);
                deeper.add(inner);
                walk(deeper);
            });
        }

        private void pass(Block line, List<Block> around) {
            NginxVariables variables = new NginxVariables(roots, around, anyName, port);
            boolean stream = outer.name().equals("stream");
            Ports ports = ChosenTarget.ports(parts(line.word(1), variables, stream));
            String authority = line.word(1).replaceFirst("^\\w+://", "").replaceFirst("[/?].*", "");
            variables.parts(authority);
            if (ports.isEmpty()) {
                variables.unknown().stream()
                        .filter(authority::contains)
                        .forEach(name ->
                                reading.note(line.place(), "cannot be evaluated: " + name + " in " + line.text()));
                return;
            }
            Opens opens = stream ? new Opens(Ports.NONE, ports) : new Opens(ports, Ports.NONE);
            door(
                    line,
                    around,
                    variables,
                    opens,
                    "the client chooses the host to which this goes, and reaches " + ports);
        }

        /** A target in stream has no path, so whatever holds a slash goes nowhere. */
        private static List<ImmutableList<String>> parts(String target, NginxVariables variables, boolean stream) {
            List<ImmutableList<String>> parts = variables.parts(target);
            return !stream
                    ? parts
                    : parts.stream()
                            .map(part -> part.stream()
                                    .filter(text -> !text.contains("/"))
                                    .collect(ImmutableList.toImmutableList()))
                            .toList();
        }

        private void tunnelPass(Block line, List<Block> around) {
            NginxVariables variables = new NginxVariables(roots, around, anyName, port);
            String target = line.words().size() < 2 ? "$host:$request_port" : line.word(1);
            Ports ports = ChosenTarget.ports(variables.parts(target));
            if (!ports.isEmpty()) {
                tunnel(line, around, variables, ports);
            }
        }

        private void tunnel(Block line, List<Block> around, NginxVariables variables, Ports ports) {
            Opens opens = new Opens(Ports.NONE, ports);
            door(line, around, variables, opens, "CONNECT is answered with a tunnel to " + ports);
        }

        /** {@code proxy_connect}: 443 and 563 where no proxy_connect_allow stands. */
        private void tunnels(List<Block> around) {
            server.named("proxy_connect").forEach(line -> {
                List<String> named = server.named("proxy_connect_allow")
                        .flatMap(allow -> allow.words().stream().skip(1))
                        .toList();
                Ports ports = named.isEmpty()
                        ? Ports.of(443, 563)
                        : named.stream()
                                .map(word -> word.equals("all") ? Ports.ALL : Ports.parse(word))
                                .reduce(Ports.NONE, Ports::and);
                tunnel(line, around, new NginxVariables(roots, around, anyName, port), ports);
            });
        }

        private void door(Block line, List<Block> around, NginxVariables variables, Opens opens, String because) {
            NginxAccess access = new NginxAccess(around, variables);
            access.unknownConditions()
                    .forEach(condition -> reading.note(
                            condition.place(),
                            (variables.isAvoidable(condition)
                                            ? "keeps nobody out, since the target is made of something else: "
                                            : "cannot be evaluated: ")
                                    + condition.text()));
            Optional<Block> outOfReach = access.outOfReach();
            if (outOfReach.isPresent()) {
                reading.note(
                        line.place(),
                        line.text()
                                + (outOfReach.get().first("internal").isPresent()
                                        ? " is only reached from inside nginx"
                                        : " is in a location to which no request comes"));
                return;
            }
            access.claims()
                    .ifPresent(claim -> reading.note(
                            claim.place(),
                            claim.text() + ": whoever sends the header of real_ip_header has the address that stands in"
                                    + " it, so no rule for addresses keeps strangers out"));
            ImmutableMap<Audience, Opens> widest = access.returnsBefore()
                    ? ImmutableMap.of()
                    : Asker.widest(asker -> access.allows(asker) ? opens : Opens.NOTHING);
            if (widest.isEmpty()) {
                reading.note(
                        line.place(), line.text() + ": the client could choose the host, but no stranger gets there");
            }
            widest.forEach((audience, reached) -> reading.cause(new Cause(
                    line.place(),
                    line.text(),
                    "nginx",
                    reached,
                    audience == Audience.ANYONE && loopback ? Audience.ADDRESSES : audience,
                    because,
                    new Remedy(
                            "Write the backend's name instead of what the client sends, or let only one's own addresses in.",
                            instead(line)),
                    at)));
        }

        /** In stream a backend has a port and no scheme. */
        private String instead(Block line) {
            if (!line.name().equals("proxy_pass")) {
                return "deny all;";
            }
            return outer.name().equals("stream")
                    ? "proxy_pass backend.internal:443;"
                    : "proxy_pass http://backend.internal;";
        }
    }
}
