package relaycheck.cause;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Whether a client can choose where a gateway goes: each part of the target is filled with what a client could make of
 * it, and the host of what results is looked at. Tried out, not guessed: {@code http://backend/$1} stays fixed,
 * {@code http://backend$1} does not.
 */
final class ChosenTarget {
    /** The third party that a stranger wants to reach. */
    static final String HOST = "third-party.invalid";

    static final String MAIL = HOST + ":25";

    /** Ways to ask without a tunnel: whoever is turned away with the first tries the next, the last of which nobody lists. */
    static final ImmutableList<String> METHODS = ImmutableList.of("GET", "POST", "PUT", "ANY");

    /** What a client can make of its Host header. */
    static final ImmutableList<String> AUTHORITY = ImmutableList.of(MAIL, HOST);
    /** What it can make of a Host whose port the server cuts off. */
    static final ImmutableList<String> NAME = ImmutableList.of(HOST);
    /** What it can make of the path. */
    static final ImmutableList<String> PATH =
            ImmutableList.of("/" + MAIL + "/x", "/" + HOST + "/x", "/http://" + MAIL + "/x", "/x");
    /** What it can make of a header, a cookie, a query argument. */
    static final ImmutableList<String> ANYTHING =
            ImmutableList.of("http://" + MAIL + "/x", MAIL, HOST, MAIL + "/x", "http", "25", "/" + MAIL + "/x");

    private static final ImmutableList<String> CAPTURED = ImmutableList.of(
            MAIL,
            HOST,
            MAIL + "/x",
            HOST + "/x",
            "/" + MAIL + "/x",
            "/" + HOST + "/x",
            "." + MAIL + "/x",
            "@" + MAIL + "/x",
            "http://" + MAIL + "/x",
            "https://" + HOST + "/x",
            "http:/" + MAIL + "/x",
            "25",
            "http",
            "x",
            "");
    private static final Pattern AUTHORITY_OF = Pattern.compile("(?:([a-z]+)://)?([^/?#]*).*");
    /** More combinations than this are not tried; four groups stay below it. */
    private static final int MOST = 200_000;

    private ChosenTarget() {}

    /** The ports that a client can reach at a host of its choice, given what it can make of each part. */
    static Ports ports(List<? extends List<String>> parts) {
        long combinations = parts.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, MOST + 1L));
        if (combinations > MOST) {
            return Ports.NONE;
        }
        return reaches(parts, 25) && reaches(moved(parts), 26)
                ? Ports.ALL
                : reached(parts).reduce(Ports.NONE, Ports::and);
    }

    /** The same with another port wherever the client has a choice: a port that stands in the target stays. */
    private static List<List<String>> moved(List<? extends List<String>> parts) {
        return parts.stream()
                .<List<String>>map(part -> part.size() < 2
                        ? part
                        : part.stream().map(text -> text.replace("25", "26")).toList())
                .toList();
    }

    private static boolean reaches(List<? extends List<String>> parts, int port) {
        return reached(parts).anyMatch(ports -> ports.contains(port));
    }

    private static Stream<Ports> reached(List<? extends List<String>> parts) {
        return Lists.cartesianProduct(ImmutableList.copyOf(parts)).stream()
                .map(filled -> port(String.join("", filled)));
    }

    private static Ports port(String url) {
        Matcher matcher = AUTHORITY_OF.matcher(url);
        if (!matcher.matches()) {
            return Ports.NONE;
        }
        String authority = matcher.group(2).substring(matcher.group(2).lastIndexOf('@') + 1);
        List<String> halves = Splitter.on(':').limit(2).splitToList(authority);
        if (!halves.get(0).endsWith(HOST)) {
            return Ports.NONE;
        }
        int byScheme = "https".equals(matcher.group(1)) || "wss".equals(matcher.group(1)) ? 443 : 80;
        return halves.size() == 1 ? Ports.of(byScheme) : Ports.parse(halves.get(1));
    }

    /**
     * What a client can make of the n-th group of a pattern; 0 is the whole match. {@code slash} says that the matched
     * text always begins with a slash.
     */
    static ImmutableList<String> captured(String regex, int group, boolean slash) {
        Group text = group == 0 ? new Group(regex, true) : group(regex, group);
        if (text.source.isEmpty()) {
            return ImmutableList.of("");
        }
        try {
            Pattern pattern = Pattern.compile(text.source);
            return CAPTURED.stream()
                    .filter(sample -> !(slash && text.first) || sample.startsWith("/"))
                    .filter(sample -> group == 0
                            ? pattern.matcher(sample).find()
                            : pattern.matcher(sample).matches())
                    .collect(ImmutableList.toImmutableList());
        } catch (PatternSyntaxException unknown) {
            return ImmutableList.of("x");
        }
    }

    private record Group(String source, boolean first) {}

    /** The source of a numbered group, found by counting brackets outside of classes and escapes. */
    private static Group group(String regex, int number) {
        int count = 0;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = endOfClass(regex, i);
            } else if (c == '(' && isCapturing(regex, i) && ++count == number) {
                String before = regex.substring(0, i);
                return new Group(body(regex, i), before.equals("^") || before.isEmpty());
            }
        }
        return new Group("", false);
    }

    private static boolean isCapturing(String regex, int at) {
        return !regex.startsWith("(?", at)
                || regex.startsWith("(?<", at) && !regex.startsWith("(?<=", at) && !regex.startsWith("(?<!", at)
                || regex.startsWith("(?P<", at);
    }

    private static String body(String regex, int start) {
        int depth = 0;
        for (int i = start; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = endOfClass(regex, i);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return regex.substring(start + 1, i).replaceFirst("^\\?P?<\\w+>", "");
            }
        }
        return "";
    }

    private static int endOfClass(String regex, int start) {
        int from = regex.startsWith("[^]", start) ? start + 3 : start + 2;
        for (int i = from; i < regex.length(); i++) {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.charAt(i) == ']') {
                return i;
            }
        }
        return regex.length();
    }
}
