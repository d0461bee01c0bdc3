package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which modules are there, as far as the configuration shows. Where no line loads any, it is a piece of a larger
 * configuration, and everything is taken to be there.
 */
final class ApacheModules {
    /** What conditions on the version are compared with: the 2.4 of today. */
    private static final int[] VERSION = {2, 4, 66};

    /** Compiled into every usual build. */
    private static final ImmutableSet<String> BUILT_IN =
            ImmutableSet.of("core", "so", "http", "http_core", "version", "unixd", "log_config", "logio", "watchdog");

    private final Set<String> loaded = new HashSet<>();
    private boolean visible;

    /** Notices whether the text loads modules at all: a condition before the first such line counts on it, too. */
    void look(List<String> lines) {
        visible |= lines.stream().anyMatch(line -> line.stripLeading().regionMatches(true, 0, "LoadModule", 0, 10));
    }

    void load(List<String> arguments) {
        if (!arguments.isEmpty()) {
            visible = true;
            loaded.add(plain(arguments.get(0)));
        }
    }

    /** {@code mod_proxy.c}, {@code proxy_module}. */
    boolean isLoaded(String name) {
        return !visible || BUILT_IN.contains(plain(name)) || loaded.contains(plain(name));
    }

    /**
     * Whether mod_proxy carries this: {@code proxy_http}, {@code proxy_connect}. Where no line loads any part of
     * mod_proxy though its directives are used, it is compiled in.
     */
    boolean carries(String part) {
        return loaded.stream().noneMatch(module -> module.startsWith("proxy")) || loaded.contains(part);
    }

    /** Whether a line loads it. */
    boolean loads(String module) {
        return loaded.contains(module);
    }

    private static String plain(String name) {
        return Ascii.toLowerCase(name)
                .replaceFirst("^mod_", "")
                .replaceFirst("\\.c$", "")
                .replaceFirst("_module$", "");
    }

    /** {@code <IfVersion >= 2.4>}, {@code <IfVersion 2.4.10>}, {@code <IfVersion ~ ^2.4>}. */
    static boolean versionMatches(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        boolean negated = first.startsWith("!") && first.length() > 1;
        String operator = words.size() > 1 ? first.substring(negated ? 1 : 0) : "=";
        String version = words.isEmpty() ? "" : words.get(words.size() - 1);
        return negated != compare(operator, version);
    }

    private static boolean compare(String operator, String version) {
        if (operator.equals("~") || version.startsWith("/")) {
            return found(version.replaceAll("^/|/$", ""));
        }
        int order = order(version.split("\\.", -1));
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> order == 0;
        };
    }

    private static boolean found(String regex) {
        try {
            return Pattern.compile(regex).matcher("2.4.66").find();
        } catch (PatternSyntaxException unknown) {
            return false;
        }
    }

    private static int order(String[] parts) {
        for (int i = 0; i < VERSION.length; i++) {
            int part = i < parts.length && parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
            if (part != VERSION[i]) {
                return Integer.compare(VERSION[i], part);
            }
        }
        return 0;
    }
}
