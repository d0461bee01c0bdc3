package relaycheck.cause;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Privoxy's action files say for every destination, or every one at a port; the last word counts. */
final class PrivoxyActions {
    private static final Pattern LIMIT = Pattern.compile("([+-])limit-connect(?:\\{([^}]*)})?");
    private static final Pattern BLOCK = Pattern.compile("([+-])block\\b(?:\\{([^}]*)})?");
    /** One with {@code s@…@…@} is for the URLs that it finds. */
    private static final Pattern REDIRECT = Pattern.compile("-redirect\\b|\\+redirect\\{(\\w+:[^}]*)}");
    /** Hosts are matched label by label: {@code *} is a host without a dot. */
    private static final Pattern ANY_HOST = Pattern.compile("(\\.|\\.\\*|)(?::([\\d,-]+))?(/.*|)");

    private final Map<String, String> aliases = new LinkedHashMap<>();
    private Ports connect = Ports.ALL;
    private Ports blocked = Ports.NONE;
    private Ports redirected = Ports.NONE;
    /** Where only some paths, which a client chooses, are exempt from a block. */
    private Ports exempt = Ports.NONE;

    /** The ports that a tunnel may lead to. */
    Ports connect() {
        return connect.without(blocked).without(redirected);
    }

    /** The ports at which no action keeps every destination out. */
    Ports plain() {
        return Ports.ALL.without(blocked).and(exempt).without(redirected);
    }

    /** The action that no destination is exempt from. */
    Optional<String> keepsOut() {
        return !plain().isEmpty() ? Optional.empty() : Optional.of(blocked.isEmpty() ? "+redirect" : "+block");
    }

    void read(Dialect.Directive line, String folder, Reading reading) {
        if (!line.words().isEmpty()) {
            reading.include(line.words().get(0), folder, line.place(), false, (file, text) -> sections(text));
        }
    }

    private void sections(List<String> text) {
        StringBuilder actions = new StringBuilder();
        boolean open = false;
        for (String raw : text) {
            String row = raw.replaceFirst("(^|\\s)#.*", "").strip();
            if (row.startsWith("{")) {
                actions.setLength(0);
                open = true;
            }
            if (open) {
                actions.append(row.replaceFirst("\\\\$", " "));
                open = !row.endsWith("}");
            } else if (actions.toString().startsWith("{{alias}")) {
                alias(row);
            } else if (!row.isEmpty()) {
                apply(actions.toString(), portsOfAll(row), portsOfSome(row));
            }
        }
    }

    private void alias(String row) {
        int sign = row.indexOf('=');
        if (sign > 0) {
            aliases.put(row.substring(0, sign).strip(), expanded(row.substring(sign + 1)));
        }
    }

    private String expanded(String actions) {
        return Stream.of(actions.strip().split("\\s+"))
                .map(word -> aliases.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
    }

    /** The ports at which a pattern is for every destination; a path is an expression that holds from its start on. */
    private static Ports portsOfAll(String pattern) {
        Matcher any = ANY_HOST.matcher(pattern);
        try {
            boolean all = any.matches()
                    && (any.group(3).isEmpty()
                            || Stream.of("/", "/x", "/x.y/z?a=b")
                                    .allMatch(Pattern.compile("^(?:" + any.group(3) + ")")
                                            .asPredicate()));
            return !all ? Ports.NONE : any.group(2) == null ? Ports.ALL : ports(any.group(2));
        } catch (PatternSyntaxException unknown) {
            return Ports.NONE;
        }
    }

    /** The ports at which a pattern is for some path of every destination. */
    private static Ports portsOfSome(String pattern) {
        Matcher any = ANY_HOST.matcher(pattern);
        return !any.matches() ? Ports.NONE : any.group(2) == null ? Ports.ALL : ports(any.group(2));
    }

    private void apply(String section, Ports at, Ports inPart) {
        String actions = expanded(section.replaceFirst("^\\{", "").replaceFirst("}$", ""));
        Matcher limit = LIMIT.matcher(actions);
        while (limit.find()) {
            boolean none = limit.group(1).equals("-") || limit.group(2) == null;
            Ports allowed = none ? Ports.ALL : ports(limit.group(2));
            connect = connect.without(at).and(allowed.without(Ports.ALL.without(at)));
        }
        Matcher block = BLOCK.matcher(actions);
        while (block.find()) {
            boolean more = block.group(1).equals("+");
            blocked = more ? blocked.and(at) : blocked.without(at);
            exempt = more ? exempt.without(at) : exempt.and(inPart);
        }
        Matcher redirect = REDIRECT.matcher(actions);
        while (redirect.find()) {
            redirected = redirect.group(1) != null ? redirected.and(at) : redirected.without(at);
        }
    }

    /** {@code 443,80,1024-}; a bare dash is every port. */
    private static Ports ports(String text) {
        Ports ports = Ports.NONE;
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            ports = ports.and(
                    range.equals("-")
                            ? Ports.ALL
                            : range.startsWith("-")
                                    ? Ports.parse("1" + range)
                                    : Ports.parse(range.endsWith("-") ? range + "65535" : range));
        }
        return ports;
    }
}
