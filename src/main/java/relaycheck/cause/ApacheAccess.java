package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether httpd lets someone in: {@code Require} and the older {@code Order}, {@code Allow}, {@code Deny}, {@code Satisfy}. */
final class ApacheAccess {
    private final String method;
    private final Asker asker;
    private final Predicate<String> claimable;

    /** For one who may claim some addresses. */
    ApacheAccess(String method, Asker asker, Predicate<String> claimable) {
        this.method = method;
        this.asker = asker;
        this.claimable = claimable;
    }

    private enum Vote {
        GRANTED,
        DENIED,
        NEUTRAL
    }

    /** The sections that apply to the request, in the order in which httpd merges them. */
    boolean allows(List<ApacheDirective> sections) {
        Optional<Vote> required = Optional.empty();
        ImmutableList<ApacheDirective> hosts = ImmutableList.of();
        for (ApacheDirective section : sections) {
            ImmutableList<ApacheDirective> lines = forMethod(section.children());
            required = merged(required, lines);
            ImmutableList<ApacheDirective> older = lines.stream()
                    .filter(line -> line.is("order", "allow", "deny", "satisfy"))
                    .collect(ImmutableList.toImmutableList());
            hosts = older.isEmpty() ? hosts : older;
        }
        boolean host = hostAllowed(hosts);
        boolean any = hosts.stream()
                .anyMatch(line -> line.is("satisfy") && line.word(0).equals("any"));
        boolean authorized = required.map(vote -> vote == Vote.GRANTED).orElse(true);
        return any ? host || authorized : host && authorized;
    }

    /** Looks into {@code <Limit>} and {@code <LimitExcept>} where they name the method. */
    private ImmutableList<ApacheDirective> forMethod(List<ApacheDirective> lines) {
        return lines.stream()
                .flatMap(line -> line.is("limit", "limitexcept") ? limited(line) : Stream.of(line))
                .collect(ImmutableList.toImmutableList());
    }

    private Stream<ApacheDirective> limited(ApacheDirective limit) {
        boolean named = limit.words().stream().anyMatch(word -> Ascii.equalsIgnoreCase(word, method));
        return named == limit.is("limit") ? forMethod(limit.children()).stream() : Stream.empty();
    }

    /** A later section's requirements replace an earlier one's, unless {@code AuthMerging} says otherwise. */
    private Optional<Vote> merged(Optional<Vote> before, List<ApacheDirective> lines) {
        ImmutableList<Vote> votes = lines.stream()
                .filter(ApacheAccess::isRequirement)
                .map(this::vote)
                .collect(ImmutableList.toImmutableList());
        if (votes.isEmpty()) {
            return before;
        }
        String merging = lines.stream()
                .filter(line -> line.is("authmerging"))
                .map(line -> line.word(0))
                .reduce("off", (first, last) -> last);
        Vote own = any(votes);
        return Optional.of(
                before.isEmpty() || merging.equals("off")
                        ? own
                        : merging.equals("and")
                                ? all(ImmutableList.of(before.get(), own))
                                : any(ImmutableList.of(before.get(), own)));
    }

    private static boolean isRequirement(ApacheDirective line) {
        return line.is("require", "requireall", "requireany", "requirenone");
    }

    private Vote vote(ApacheDirective line) {
        ImmutableList<Vote> inner = forMethod(line.children()).stream()
                .filter(ApacheAccess::isRequirement)
                .map(this::vote)
                .collect(ImmutableList.toImmutableList());
        return switch (line.name()) {
            case "requireall" -> all(inner);
            case "requireany" -> any(inner);
            case "requirenone" -> inner.contains(Vote.GRANTED) ? Vote.DENIED : Vote.NEUTRAL;
            default -> single(line);
        };
    }

    private static Vote all(List<Vote> votes) {
        return votes.contains(Vote.DENIED) ? Vote.DENIED : votes.contains(Vote.GRANTED) ? Vote.GRANTED : Vote.NEUTRAL;
    }

    private static Vote any(List<Vote> votes) {
        return votes.contains(Vote.GRANTED) ? Vote.GRANTED : votes.contains(Vote.DENIED) ? Vote.DENIED : Vote.NEUTRAL;
    }

    private Vote single(ApacheDirective line) {
        boolean negated = line.word(0).equals("not");
        List<String> words = line.words().subList(negated ? 1 : 0, line.words().size());
        if (negated) {
            return granted(words, true) ? Vote.DENIED : Vote.NEUTRAL;
        }
        return granted(words, false) ? Vote.GRANTED : Vote.DENIED;
    }

    /** What cannot be evaluated here (env, expr) keeps strangers out and lets insiders in; the caller notes it. */
    private boolean granted(List<String> words, boolean negated) {
        String what = words.isEmpty() ? "" : Ascii.toLowerCase(words.get(0));
        List<String> values = words.subList(Math.min(1, words.size()), words.size());
        return switch (what) {
            case "all" -> !values.isEmpty() && Ascii.equalsIgnoreCase(values.get(0), "granted");
            case "ip" ->
                values.stream().anyMatch(Addresses::includeStrangers)
                        || !negated && (asker.inside() || values.stream().anyMatch(claimable));
            case "method" -> values.stream().anyMatch(value -> Ascii.equalsIgnoreCase(value, method));
            case "expr" ->
                ApacheSections.holds(String.join(" ", values), method, asker).orElse(asker.inside() && !negated);
            case "env" ->
                !negated && (asker.inside() || values.stream().anyMatch(value -> claimable.test("env=" + value)));
            case "host", "forward-dns", "local" -> asker.inside() && !negated;
            default -> asker.loggedIn();
        };
    }

    private boolean hostAllowed(List<ApacheDirective> lines) {
        String order = lines.stream()
                .filter(line -> line.is("order"))
                .map(line -> line.word(0))
                .reduce("deny,allow", (first, last) -> last);
        boolean allowed = matches(
                lines,
                "allow",
                word -> asker.inside()
                        || word.matches("env=.*|\\d[\\d./]*|[\\da-fA-F:]*:[\\da-fA-F:./]*") && claimable.test(word));
        boolean denied = matches(lines, "deny", word -> false);
        return order.equals("deny,allow") ? allowed || !denied : allowed && !denied;
    }

    private static boolean matches(List<ApacheDirective> lines, String name, Predicate<String> specific) {
        return lines.stream()
                .filter(line -> line.is(name))
                .flatMap(line -> line.words().stream().skip(1))
                .anyMatch(word -> Addresses.includeStrangers(word) || specific.test(word));
    }
}
