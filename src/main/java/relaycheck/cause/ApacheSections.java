package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
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
            "%\\{(\\w+(?::[\\w-]+)?)}\\s*(==|=|!=|=~|!~|-eq|-ne)\\s*(?:'([^']*)'|\"([^\"]*)\"|[/m#](.*)[/#]i?|(\\w+))");
    private static final Pattern LISTED = Pattern.compile("%\\{REQUEST_METHOD}\\s+-?in\\s+\\{([^}]*)}");
    private static final Pattern REMOTE =
            Pattern.compile("(?:-R|%\\{REMOTE_ADDR}\\s+-ipmatch)\\s*['\"]?([^'\"]+)['\"]?");

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
        ImmutableList<ApacheDirective> plain =
                Stream.concat(proxies, locations).collect(ImmutableList.toImmutableList());
        Stream<ApacheDirective> nested = plain.stream().flatMap(section -> taken(section.children(), method, asker));
        Stream<ApacheDirective> own =
                taken(servers.appended(server, "if", "elseif", "else").toList(), method, asker);
        return Stream.of(plain.stream(), nested, own)
                .flatMap(sections -> sections)
                .collect(ImmutableList.toImmutableList());
    }

    /** The {@code <If>}, {@code <ElseIf>} and {@code <Else>} that apply, and those within; not where that is unknown. */
    private static Stream<ApacheDirective> taken(List<ApacheDirective> lines, String method, Asker asker) {
        List<ApacheDirective> taken = new ArrayList<>();
        Optional<Boolean> before = Optional.empty();
        for (ApacheDirective line : lines) {
            if (!line.is("if", "elseif", "else")) {
                continue;
            }
            Optional<Boolean> own = line.is("else") ? Optional.of(true) : holds(line, method, asker);
            boolean open = line.is("if") || before.equals(Optional.of(false));
            if (open && own.orElse(false)) {
                taken.add(line);
            }
            before = open ? own : before;
        }
        return taken.stream()
                .flatMap(section -> Stream.concat(Stream.of(section), taken(section.children(), method, asker)));
    }

    /** Whether the expression of an {@code <If>} holds; empty where it is more than plain comparisons. */
    static Optional<Boolean> holds(ApacheDirective section, String method, Asker asker) {
        return section.is("else") ? Optional.of(true) : holds(section.raw(0).strip(), method, asker);
    }

    /** The same of an expression alone. */
    static Optional<Boolean> holds(String expression, String method, Asker asker) {
        List<String> either = Splitter.on("||").trimResults().splitToList(expression);
        if (either.size() > 1 && !expression.matches(".*[()].*")) {
            List<Optional<Boolean>> each =
                    either.stream().map(term -> holds(term, method, asker)).toList();
            return each.contains(Optional.of(true))
                    ? Optional.of(true)
                    : each.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
        }
        List<String> terms = Splitter.on("&&").trimResults().splitToList(expression);
        if (terms.size() > 1 && !expression.matches(".*[()|].*")) {
            List<Optional<Boolean>> each =
                    terms.stream().map(term -> holds(term, method, asker)).toList();
            return each.contains(Optional.of(false))
                    ? Optional.of(false)
                    : each.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
        }
        Matcher comparison = COMPARISON.matcher(expression);
        Matcher remote = REMOTE.matcher(expression);
        Matcher listed = LISTED.matcher(expression);
        if (listed.matches()) {
            return Optional.of(Splitter.on(',')
                    .trimResults(CharMatcher.anyOf(" '\""))
                    .splitToList(listed.group(1))
                    .contains(method));
        }
        if (expression.matches("(?i)true|false")) {
            return Optional.of(Ascii.equalsIgnoreCase(expression, "true"));
        }
        if (remote.matches()) {
            return Optional.of(asker.inside() || Addresses.includeStrangers(remote.group(1)));
        }
        if (comparison.matches() && comparison.group(1).equals("REQUEST_METHOD")) {
            return Optional.of(compared(comparison, method));
        }
        if (comparison.matches() && comparison.group(1).equals("REMOTE_ADDR")) {
            boolean equal = !comparison.group(2).startsWith("!");
            return Optional.of(asker.inside() ? equal : compared(comparison, ApacheConditions.STRANGER));
        }
        if (comparison.matches() && ApacheConditions.isSecret(comparison.group(1))) {
            return Optional.of(asker.inside() != comparison.group(2).matches("!.*|-ne"));
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

    /** Whether a pattern of {@code *} and {@code ?} is for the name. */
    static boolean isMatch(String glob, String name) {
        return isGlob(glob) && globMatches(glob, name, ".");
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
