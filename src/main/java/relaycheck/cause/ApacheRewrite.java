package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.cause.ApacheServers.Reach;
import relaycheck.cause.ApacheServers.Server;

/**
 * Gateways of httpd whose target the client chooses: {@code RewriteRule … [P]}, {@code ProxyPassMatch}, and a
 * {@code ProxyPass} whose target lacks the slash that its path ends with.
 */
final class ApacheRewrite {
    private static final Pattern PART =
            Pattern.compile("\\$\\{[^}]*}|%\\{([^}]*)}|\\$(\\d)|%(\\d)|\\\\(.)|[^$%\\\\]+|.", Pattern.DOTALL);

    private final ApacheServers servers;
    private final Server server;
    private final Reading reading;

    ApacheRewrite(ApacheServers servers, Server server, Reading reading) {
        this.servers = servers;
        this.server = server;
        this.reading = reading;
    }

    void read() {
        if (server.reach() == Reach.NOT_AT_ALL) {
            return;
        }
        if (ApacheRule.isOn(servers.appended(server, "rewriteengine"))) {
            rules(rewriteLines(), Optional.empty());
        }
        lines().forEach(this::readSection);
        List<ApacheDirective> before = new ArrayList<>();
        lines().filter(line -> line.is("proxypass", "proxypassmatch")).forEach(line -> {
            if (line.is("proxypassmatch")) {
                passMatch(line, Optional.empty());
            } else if (before.stream().noneMatch(earlier -> line.raw(0).startsWith(earlier.raw(0)))) {
                pass(line, line.raw(0), line.raw(1), Optional.empty());
            }
            before.add(line);
        });
    }

    /** A virtual host takes what the main server passes on and says of locations, before its own. */
    private Stream<ApacheDirective> lines() {
        Stream<ApacheDirective> own = server.own().stream();
        return server.isMain() ? own : Stream.concat(servers.main().stream(), own);
    }

    private void readSection(ApacheDirective section) {
        if (ApacheRule.isOn(section.named("rewriteengine"))) {
            rules(section.children(), Optional.of(section));
        }
        section.named("proxypassmatch").forEach(line -> passMatch(line, Optional.of(section)));
        section.named("proxypass").forEach(line -> pass(line, section.raw(0), line.raw(0), Optional.of(section)));
        section.children().forEach(this::readSection);
    }

    /** A virtual host takes the main server's rules only where it, or the main server, says so. */
    private List<ApacheDirective> rewriteLines() {
        boolean inherits = server.own().stream()
                        .anyMatch(line ->
                                line.is("rewriteoptions") && line.text().matches("(?i).*\\binherit(before)?\\b.*"))
                || servers.main().stream()
                        .anyMatch(line ->
                                line.is("rewriteoptions") && line.text().matches("(?i).*\\binheritdown(before)?\\b.*"));
        return server.isMain() || !inherits
                ? server.own()
                : Stream.concat(server.own().stream(), servers.main().stream()).toList();
    }

    private void rules(List<ApacheDirective> lines, Optional<ApacheDirective> inside) {
        List<ApacheDirective> conditions = new ArrayList<>();
        for (ApacheDirective line : lines) {
            if (line.is("rewritecond")) {
                conditions.add(line);
            } else if (line.is("rewriterule")) {
                ApacheRule rule = new ApacheRule(line, ImmutableList.copyOf(conditions), inside);
                conditions.clear();
                if (rule.flags().contains("P")) {
                    rewrites(rule);
                } else if (rule.endsAll()) {
                    return;
                }
            }
        }
    }

    /** The rules, and what gives values to variables. */
    private List<ApacheDirective> settings() {
        return Stream.concat(servers.appended(server, "setenvif", "setenvifnocase"), rewriteLines().stream())
                .toList();
    }

    private Ports ports(String target, ApacheRule rule) {
        List<ImmutableList<String>> parts = new ArrayList<>();
        Matcher part = PART.matcher(target);
        while (part.find()) {
            parts.add(alternatives(part, rule, rule.inside().isEmpty()));
        }
        return ChosenTarget.ports(parts);
    }

    private void rewrites(ApacheRule rule) {
        String target = ApacheTargets.withoutMaps(settings(), rule.line().raw(1));
        door(rule.line(), ports(target, rule), prefix(rule.pattern(), rule.inside()), rule.inside());
        String authority = target.replaceFirst("^[a-z]+://", "").replaceFirst("[/?].*", "");
        if (authority.matches(".*(\\$\\{|%\\{ENV:).*")) {
            reading.note(
                    rule.line().place(),
                    "cannot be evaluated: " + rule.line().text() + " takes its host from a map or variable");
        }
    }

    private ImmutableList<String> alternatives(Matcher part, ApacheRule rule, boolean slash) {
        if (part.group(2) != null) {
            return ChosenTarget.captured(rule.pattern(), Integer.parseInt(part.group(2)), slash);
        }
        if (part.group(3) != null) {
            return ApacheConditions.captured(rule.conditions(), Integer.parseInt(part.group(3)));
        }
        if (part.group(1) != null) {
            return variable(part.group(1), rule);
        }
        return ImmutableList.of(
                part.group(4) != null ? part.group(4) : part.group().startsWith("${") ? "x" : part.group());
    }

    private ImmutableList<String> variable(String name, ApacheRule rule) {
        ImmutableList<String> all = switch (name) {
            case "HTTP_HOST" -> server.reach() == Reach.ANY_NAME ? ChosenTarget.AUTHORITY : ImmutableList.of("x");
            case "SERVER_NAME" ->
                canonical() || server.reach() != Reach.ANY_NAME ? ImmutableList.of("x") : ChosenTarget.NAME;
            case "REQUEST_URI" -> ChosenTarget.PATH;
            case "QUERY_STRING" -> ChosenTarget.ANYTHING;
            case "REQUEST_SCHEME" -> ImmutableList.of("http", "https");
            case "SERVER_PORT" -> ImmutableList.of("80");
            default -> name.matches("HTTP:.*|HTTP_\\w+") ? ChosenTarget.ANYTHING : ImmutableList.of("x");
        };
        ImmutableList<String> possible = all.stream()
                .filter(host -> !host.startsWith(ChosenTarget.HOST)
                        || ApacheConditions.hold(rule.conditions(), host).orElse(true))
                .collect(ImmutableList.toImmutableList());
        return possible.isEmpty() ? ImmutableList.of("x") : possible;
    }

    private boolean canonical() {
        return servers.effective(server, "usecanonicalname")
                .filter(line -> line.word(0).equals("on"))
                .isPresent();
    }

    /** Inside a location the pattern is the location's own. */
    private void passMatch(ApacheDirective line, Optional<ApacheDirective> inside) {
        boolean own = line.words().size() > 1 && !line.raw(1).contains("=");
        String pattern = own
                ? line.raw(0)
                : inside.map(section -> section.raw(section.words().size() - 1)).orElse("");
        List<ImmutableList<String>> parts = new ArrayList<>();
        Matcher part = PART.matcher(own ? line.raw(1) : line.raw(0));
        while (part.find()) {
            parts.add(
                    part.group(2) == null
                            ? ImmutableList.of(part.group())
                            : ChosenTarget.captured(pattern, Integer.parseInt(part.group(2)), true));
        }
        door(line, ChosenTarget.ports(parts), prefix(pattern, Optional.empty()), inside);
    }

    /** What follows the path is written behind the target: without a slash between, {@code @host:25/} is its host. */
    private void pass(ApacheDirective line, String path, String target, Optional<ApacheDirective> inside) {
        if (line.words().contains("interpolate")
                && ApacheRule.isOn(servers.appended(server, "proxypassinterpolateenv"))) {
            String filled = ApacheTargets.interpolated(settings(), target);
            door(line, ports(filled, new ApacheRule(line, ImmutableList.of(), inside)), path + "x", inside);
        }
        if (path.endsWith("/") && target.matches("(?i)(https?|wss?)://[^/?#]+")) {
            door(
                    line,
                    Ports.ALL,
                    path + "x",
                    inside,
                    "the target lacks the slash that the path ends with, so what a client sends behind the path (as in "
                            + path + "@" + ChosenTarget.MAIL + "/) names the host, and reaches every port",
                    new Remedy(
                            "End the target with a slash, as the path does.",
                            line.text().replaceFirst(Pattern.quote(target), Matcher.quoteReplacement(target + "/"))));
        }
    }

    /** A path that the pattern takes: what stands literally at its start. */
    private static String prefix(String pattern, Optional<ApacheDirective> inside) {
        String literal = pattern.replaceFirst("^\\^", "").replaceFirst("[(\\[.*+?$|\\\\].*", "");
        return inside.filter(section -> section.is("location"))
                        .map(section -> section.raw(0))
                        .orElse("/") + literal.replaceFirst("^/", "") + "x";
    }

    private void door(ApacheDirective line, Ports ports, String path, Optional<ApacheDirective> inside) {
        Remedy remedy = new Remedy(
                "Write the host of the backend into the target, and keep what the client sends behind a slash.",
                line.is("rewriterule")
                        ? "RewriteRule \"" + line.raw(0) + "\" \"http://backend.internal/$1\" [P]"
                        : "ProxyPassMatch \"" + line.raw(0) + "\" \"http://backend.internal/$1\"");
        door(
                line,
                ports,
                path,
                inside,
                "the client chooses the host to which this rule goes, and reaches " + ports,
                remedy);
    }

    private void door(
            ApacheDirective line,
            Ports ports,
            String path,
            Optional<ApacheDirective> inside,
            String because,
            Remedy remedy) {
        if (ports.isEmpty()) {
            return;
        }
        ImmutableMap<Audience, Opens> widest =
                Asker.widest(asker -> allows(asker, path, inside) ? new Opens(ports, Ports.NONE) : Opens.NOTHING);
        if (widest.isEmpty()) {
            reading.note(line.place(), line.text() + ": the client chooses the target, but nobody is let through");
        }
        servers.noteClaims(server, reading);
        widest.forEach((audience, opens) -> reading.cause(new Cause(
                line.place(),
                line.text(),
                "Apache httpd",
                opens,
                audience == Audience.ANYONE && servers.loopbackOnly() ? Audience.ADDRESSES : audience,
                because,
                remedy,
                server.at())));
    }

    private boolean allows(Asker asker, String path, Optional<ApacheDirective> inside) {
        return ChosenTarget.METHODS.stream().anyMatch(method -> allows(method, asker, path, inside));
    }

    private boolean allows(String method, Asker asker, String path, Optional<ApacheDirective> inside) {
        ImmutableList<ApacheDirective> sections =
                new ApacheSections(servers, server).of(method, asker, "http://" + ChosenTarget.HOST + "/", path);
        return new ApacheAccess(method, asker, servers.claimable(server))
                .allows(Stream.concat(inside.stream(), sections.stream()).toList());
    }
}
