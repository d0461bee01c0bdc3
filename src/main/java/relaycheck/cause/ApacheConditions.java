package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;

/** The {@code RewriteCond} lines in front of a rule, for a stranger who asks for a third party. */
final class ApacheConditions {
    /** A stranger's address; RFC 5737 keeps it for examples. */
    static final String STRANGER = "198.51.100.7";

    private ApacheConditions() {}

    /** The same for each method; empty where they differ. */
    static Optional<Boolean> hold(List<ApacheDirective> conditions, String host) {
        ImmutableSet<Optional<Boolean>> all = ChosenTarget.METHODS.stream()
                .map(method -> hold(conditions, host, method))
                .collect(ImmutableSet.toImmutableSet());
        return all.size() == 1 ? all.iterator().next() : Optional.empty();
    }

    /** Whether they hold for this Host; empty where that depends on what is not known here. */
    private static Optional<Boolean> hold(List<ApacheDirective> conditions, String host, String method) {
        boolean known = true;
        boolean either = false;
        boolean before = false;
        for (ApacheDirective condition : conditions) {
            Optional<Boolean> holds = holds(condition, host, method);
            boolean now = holds.orElse(true) || either && before;
            known &= holds.isPresent();
            either = flags(condition).contains("or");
            before = now;
            if (!now && !either) {
                return Optional.of(false);
            }
        }
        return known ? Optional.of(true) : Optional.empty();
    }

    /** What a client can make of {@code %n}, the n-th group of the last condition. */
    static ImmutableList<String> captured(List<ApacheDirective> conditions, int group) {
        if (conditions.isEmpty()) {
            return ImmutableList.of("");
        }
        ApacheDirective last = conditions.get(conditions.size() - 1);
        boolean chosen =
                last.raw(0).matches("%\\{(HTTP_\\w+|HTTP:.*|REQUEST_URI|QUERY_STRING|THE_REQUEST|SERVER_NAME)}");
        boolean name = last.raw(0).equals("%{SERVER_NAME}");
        return chosen && !last.raw(1).startsWith("!")
                ? ChosenTarget.captured(last.raw(1), group, last.raw(0).equals("%{REQUEST_URI}")).stream()
                        .filter(text -> !name || !text.matches(".*[:/@].*"))
                        .collect(ImmutableList.toImmutableList())
                : ImmutableList.of("x");
    }

    /** Whether a variable is a header of one's own, which is like a password. */
    static boolean isSecret(String variable) {
        return variable.matches("(?i)(http|req):.+")
                && !SquidAcls.COMMON
                        .matcher(variable.substring(variable.indexOf(':') + 1))
                        .matches();
    }

    private static Optional<Boolean> holds(ApacheDirective condition, String host, String method) {
        if (Ascii.equalsIgnoreCase(condition.raw(0), "expr")) {
            return ApacheSections.holds(condition.raw(1), method, Asker.STRANGER);
        }
        Optional<String> value = value(Ascii.toUpperCase(condition.raw(0)), host, method);
        boolean negated = condition.raw(1).startsWith("!");
        String pattern = negated ? condition.raw(1).substring(1) : condition.raw(1);
        if (negated && isSecret(condition.raw(0).replaceAll("[%{}]", "")) && !pattern.matches("=?|\\^\\$|[-<>].*")) {
            return Optional.of(true);
        }
        if (value.isEmpty() || pattern.startsWith("-") || pattern.startsWith("<") || pattern.startsWith(">")) {
            return Optional.empty();
        }
        boolean anyCase = flags(condition).contains("nc");
        boolean matches = pattern.startsWith("=")
                ? value.get().equals(pattern.substring(1))
                : anyCase
                        ? ApacheSections.foundInAnyCase(pattern, value.get())
                        : ApacheSections.found(pattern, value.get());
        return Optional.of(negated != matches);
    }

    private static Optional<String> value(String test, String host, String method) {
        return switch (test) {
            case "%{HTTP_HOST}" -> Optional.of(host);
            case "%{SERVER_NAME}" -> Optional.of(host.replaceFirst(":.*", ""));
            case "%{REMOTE_ADDR}" -> Optional.of(STRANGER);
            case "%{REQUEST_METHOD}" -> Optional.of(method);
            case "%{THE_REQUEST}" -> Optional.of(method + " http://" + host + "/ HTTP/1.1");
            default -> Optional.empty();
        };
    }

    private static List<String> flags(ApacheDirective condition) {
        return Splitter.on(',')
                .trimResults()
                .splitToStream(Ascii.toLowerCase(condition.raw(2)).replaceAll("[\\[\\]]", ""))
                .map(flag -> flag.equals("ornext") ? "or" : flag.equals("nocase") ? "nc" : flag)
                .toList();
    }
}
