package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import relaycheck.cause.ApacheServers.Server;

/** Which {@code <Proxy>} and {@code <Location>} sections apply to a proxied request, in the order of merging. */
final class ApacheSections {
    private static final Pattern COMPARISON = Pattern.compile(
            "%\\{(\\w+)}\\s*(==|=|!=|=~|!~|-eq|-ne)\\s*(?:'([^']*)'|\"([^\"]*)\"|[/m#](.*)[/#]i?|(\\w+))");
    private static final Pattern REMOTE = Pattern.compile("-R\\s*['\"]?([^'\"]+)['\"]?");

    private final ApacheServers servers;
    private final Server server;

    ApacheSections(ApacheServers servers, Server server) {
        this.servers = servers;
        this.server = server;
    }

    /**
     * The destination is what mod_proxy goes to, {@code http://host/} or {@code host:port}; the path is what the client
     * asked for: the same for a forward proxy, which is why {@code <Location "/">} does not guard one.
     */
    ImmutableList<ApacheDirective> of(String method, Asker asker, String destination, String path) {
        Stream<ApacheDirective> proxies =
                servers.appended(server, "proxy", "proxymatch").filter(section -> proxyMatches(section, destination));
        Stream<ApacheDirective> locations =
                servers.appended(server, "location", "locationmatch").filter(section -> locationMatches(section, path));
        Stream<ApacheDirective> conditional = servers.appended(server, "if")
                .filter(section -> holds(section, method, asker).orElse(false));
        return Stream.of(proxies, locations, conditional)
                .flatMap(sections -> sections)
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether an {@code <If>} applies; empty where its expression is more than one plain comparison. */
    static Optional<Boolean> holds(ApacheDirective section, String method, Asker asker) {
        return section.is("if") ? holds(section.raw(0).strip(), method, asker) : Optional.empty();
    }

    private static Optional<Boolean> holds(String expression, String method, Asker asker) {
        Matcher comparison = COMPARISON.matcher(expression);
        Matcher remote = REMOTE.matcher(expression);
        if (expression.matches("(?i)true|false")) {
            return Optional.of(Ascii.equalsIgnoreCase(expression, "true"));
        }
        if (remote.matches()) {
            return Optional.of(asker.inside() || Addresses.includeStrangers(remote.group(1)));
        }
        if (comparison.matches() && comparison.group(1).equals("REQUEST_METHOD")) {
            return Optional.of(compared(comparison, method));
        }
        if (expression.startsWith("!")) {
            String inner = expression.substring(1).strip().replaceAll("^\\((.*)\\)$", "$1");
            return holds(inner.strip(), method, asker).map(value -> !value);
        }
        return Optional.empty();
    }

    private static boolean compared(Matcher comparison, String value) {
        boolean negated =
                comparison.group(2).startsWith("!") || comparison.group(2).equals("-ne");
        String regex = comparison.group(5);
        String literal = Stream.of(3, 4, 6)
                .map(comparison::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return negated != (regex == null ? literal.equals(value) : found(regex, value));
    }

    /** A section and all that stands in it. */
    static Stream<ApacheDirective> withChildren(ApacheDirective line) {
        return Stream.concat(Stream.of(line), line.children().stream().flatMap(ApacheSections::withChildren));
    }

    private static boolean proxyMatches(ApacheDirective section, String destination) {
        if (section.is("proxymatch") || section.raw(0).equals("~")) {
            return found(last(section), destination);
        }
        String pattern = section.raw(0);
        return isGlob(pattern) ? globMatches(pattern, destination, ".") : destination.startsWith(pattern);
    }

    private static boolean locationMatches(ApacheDirective section, String path) {
        if (section.is("locationmatch") || section.raw(0).equals("~")) {
            return found(last(section), path);
        }
        String pattern = section.raw(0);
        if (isGlob(pattern)) {
            return globMatches(pattern, path, "[^/]");
        }
        return path.startsWith(pattern)
                && (pattern.endsWith("/") || path.length() == pattern.length() || path.charAt(pattern.length()) == '/');
    }

    private static String last(ApacheDirective section) {
        return section.words().isEmpty()
                ? ""
                : section.words().get(section.words().size() - 1);
    }

    private static boolean isGlob(String pattern) {
        return pattern.contains("*") || pattern.contains("?") || pattern.contains("[");
    }

    private static boolean globMatches(String glob, String text, String any) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (char c : glob.toCharArray()) {
            regex.append(c == '*' ? any + "*" : c == '?' ? any : Pattern.quote(Character.toString(c)));
        }
        return text.matches(regex.toString());
    }

    static boolean found(String regex, String text) {
        try {
            return Pattern.compile(regex).matcher(text).find();
        } catch (PatternSyntaxException unknown) {
            return false;
        }
    }

    /** The same, without regard to case. */
    static boolean foundInAnyCase(String regex, String text) {
        return found("(?i)" + regex, Ascii.toLowerCase(text));
    }
}
