package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * tinyproxy's {@code Filter}: patterns of destinations that are refused, or with {@code FilterDefaultDeny} the only ones
 * that are reached. Without a file {@code FilterDefaultDeny} means nothing.
 */
record TinyproxyFilter(ImmutableList<String> patterns, Type type, boolean anyCase, boolean denies) {
    enum Type {
        BASIC,
        EXTENDED,
        GLOB
    }

    /** {@code FilterType}, or the older {@code FilterExtended}. */
    static Type type(Optional<String> name, boolean extended) {
        return name.map(word -> word.equals("fnmatch") ? Type.GLOB : word.equals("ere") ? Type.EXTENDED : Type.BASIC)
                .orElse(extended ? Type.EXTENDED : Type.BASIC);
    }

    boolean letsThrough(String destination) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, destination)) != denies;
    }

    private boolean matches(String pattern, String text) {
        String regex = switch (type) {
            case EXTENDED -> pattern;
            case BASIC -> extended(pattern);
            case GLOB -> glob(pattern);
        };
        return anyCase && type != Type.GLOB
                ? ApacheSections.foundInAnyCase(regex, text)
                : ApacheSections.found(regex, text);
    }

    /** Brackets, bars, plus and question mark mean something in a basic expression only behind a backslash. */
    private static String extended(String basic) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < basic.length(); i++) {
            char c = basic.charAt(i);
            boolean escaped = c == '\\' && i + 1 < basic.length();
            char meant = escaped ? basic.charAt(++i) : c;
            boolean special = "(){}|+?".indexOf(meant) >= 0;
            text.append(special == escaped || !escaped ? "" : "\\")
                    .append(special && !escaped ? "\\" : "")
                    .append(meant);
        }
        return text.toString();
    }

    private static String glob(String pattern) {
        return pattern.chars()
                .mapToObj(c -> c == '*'
                        ? ".*"
                        : c == '?' ? "." : Character.isLetterOrDigit(c) ? "" + (char) c : "\\" + (char) c)
                .collect(Collectors.joining("", "^", "$"));
    }
}
