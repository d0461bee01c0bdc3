package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in the target of a {@code RewriteRule} by way of a map or a variable that another line sets. */
final class ApacheTargets {
    /** {@code ${lowercase:%{HTTP_HOST}|x}}. */
    private static final Pattern MAP =
            Pattern.compile("\\$\\{([\\w-]+):((?:%\\{[^}]*}|[^|{}])*)(\\|(?:%\\{[^}]*}|[^{}])*)?}");

    private static final Pattern VARIABLE = Pattern.compile("%\\{ENV:([^}]+)}", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{(\\w+)}");
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

    /** The target of a {@code ProxyPass … interpolate}, where variables of the request stand in {@code ${NAME}}. */
    static String interpolated(List<ApacheDirective> lines, String target) {
        return INTERPOLATED
                .matcher(target)
                .replaceAll(variable -> Matcher.quoteReplacement(value(lines, variable.group(1), "x")));
    }

    /** The last value with a header in it that a rule or {@code SetEnvIf} gives to the variable. */
    private static String value(List<ApacheDirective> lines, String name, String otherwise) {
        return lines.stream()
                .flatMap(line -> line.is("rewriterule")
                        ? SET.matcher(line.raw(2)).results().map(set -> ImmutableList.of(set.group(1), set.group(2)))
                        : line.is("setenvif", "setenvifnocase") ? fromHeader(line) : Stream.of())
                .filter(set -> set.get(0).equals(name) && set.get(1).matches("%\\{(HTTP_|HTTP:).*"))
                .map(set -> set.get(1))
                .reduce(otherwise, (before, after) -> after);
    }

    /** Each variable that {@code SetEnvIf HEADER REGEX NAME=$n} fills with what may be a third party's name. */
    private static Stream<ImmutableList<String>> fromHeader(ApacheDirective line) {
        String header = Ascii.equalsIgnoreCase(line.raw(0), "Host") ? "%{HTTP_HOST}" : "%{HTTP:" + line.raw(0) + "}";
        return line.words().stream()
                .skip(2)
                .filter(word -> word.matches("\\w+=\\$\\d"))
                .filter(word -> ChosenTarget.captured(line.raw(1), word.charAt(word.length() - 1) - '0', false)
                        .contains(ChosenTarget.HOST))
                .map(word -> ImmutableList.of(word.substring(0, word.indexOf('=')), header));
    }
}
