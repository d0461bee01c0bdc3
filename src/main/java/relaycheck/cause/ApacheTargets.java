package relaycheck.cause;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the target of a {@code RewriteRule} by way of a map or a variable that another line sets. */
final class ApacheTargets {
    /** {@code ${lowercase:%{HTTP_HOST}|x}}. */
    private static final Pattern MAP =
            Pattern.compile("\\$\\{([\\w-]+):((?:%\\{[^}]*}|[^|{}])*)(\\|(?:%\\{[^}]*}|[^{}])*)?}");

    private static final Pattern VARIABLE = Pattern.compile("%\\{ENV:([^}]+)}", Pattern.CASE_INSENSITIVE);
    /** {@code [E=TO:%{HTTP_HOST}]}. */
    private static final Pattern SET = Pattern.compile("(?:^|[\\[,])\\s*(?:E|env)=([^:,\\]]+):([^,\\]]+)");

    private ApacheTargets() {}

    /** A map within httpd (lower case, escapes) leaves a host as it is; of another, a client that is not in it gets the default. */
    static String withoutMaps(List<ApacheDirective> lines, String target) {
        ImmutableSet<String> inner = lines.stream()
                .filter(line -> line.is("rewritemap") && line.raw(1).startsWith("int:"))
                .map(line -> line.raw(0))
                .collect(ImmutableSet.toImmutableSet());
        String text = MAP.matcher(target)
                .replaceAll(map -> Matcher.quoteReplacement(
                        inner.contains(map.group(1))
                                ? map.group(2)
                                : map.group(3) == null
                                        ? map.group()
                                        : map.group(3).substring(1)));
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(value(lines, variable.group(1), variable.group())));
    }

    /** The last value with a header in it that a rule gives to the variable. */
    private static String value(List<ApacheDirective> lines, String name, String otherwise) {
        return lines.stream()
                .filter(line -> line.is("rewriterule"))
                .flatMap(line -> SET.matcher(line.raw(2)).results())
                .filter(set -> set.group(1).equals(name) && set.group(2).matches("%\\{(HTTP_|HTTP:).*"))
                .map(set -> set.group(2))
                .reduce(otherwise, (before, after) -> after);
    }
}
