package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether nginx lets someone in at a place: {@code allow}, {@code deny}, logins, {@code satisfy}, and plain returns. */
final class NginxAccess {
    private static final String DOOR = "proxy_pass";

    private final ImmutableList<Block> around;
    private final NginxVariables variables;

    /** The blocks around the place, the outermost first. */
    NginxAccess(List<Block> around, NginxVariables variables) {
        this.around = ImmutableList.copyOf(around);
        this.variables = variables;
    }

    /** Whether every stranger's request is answered before it comes to the door. */
    boolean returnsBefore() {
        return around.stream().skip(1).anyMatch(block -> stops(block.children()));
    }

    /** Conditions that may turn requests away and are not understood. */
    Stream<Block> unknownConditions() {
        return around.stream()
                .flatMap(block -> block.named("if"))
                .filter(condition -> condition.named("return", "deny").findAny().isPresent())
                .filter(condition -> variables.holds(condition).isEmpty());
    }

    private boolean stops(List<Block> lines) {
        return lines.stream()
                .anyMatch(line -> line.name().equals("return")
                        || line.name().equals("if")
                                && line.named(DOOR).findAny().isEmpty()
                                && line.named("return").findAny().isPresent()
                                && variables.holds(line).orElse(false));
    }

    boolean allows(Asker asker) {
        boolean address = addressAllowed(asker, inherited("allow", "deny")) && methodAllowed(asker);
        Optional<Block> login = login();
        boolean loggedIn = login.isEmpty() || asker.loggedIn();
        boolean any = last("satisfy").filter(line -> line.word(1).equals("any")).isPresent();
        return any && login.isPresent()
                ? address && !inherited("allow", "deny").isEmpty() || asker.loggedIn()
                : address && loggedIn;
    }

    private Optional<Block> login() {
        return Stream.of(
                        "auth_basic",
                        "auth_request",
                        "auth_jwt",
                        "auth_digest",
                        "auth_pam",
                        "auth_ldap",
                        "ssl_verify_client")
                .flatMap(name -> last(name).stream())
                .filter(line -> !line.word(1).equals("off") && !line.word(1).startsWith("optional"))
                .findFirst();
    }

    /** The innermost line of that name. */
    private Optional<Block> last(String name) {
        return Lists.reverse(around).stream()
                .flatMap(block -> block.first(name).stream())
                .findFirst();
    }

    /** Rules of the innermost block that has any. */
    private List<Block> inherited(String... names) {
        return Lists.reverse(around).stream()
                .map(block -> block.named(names).toList())
                .filter(rules -> !rules.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean addressAllowed(Asker asker, List<Block> rules) {
        for (Block rule : rules) {
            boolean everyone = Addresses.includeStrangers(rule.word(1));
            boolean allow = rule.name().equals("allow");
            if (everyone || allow && asker.inside()) {
                return allow;
            }
        }
        return true;
    }

    /** {@code limit_except POST} limits GET, too. */
    private boolean methodAllowed(Asker asker) {
        return around.stream()
                .flatMap(block -> block.named("limit_except"))
                .filter(limit -> !limit.words().contains("GET"))
                .allMatch(limit ->
                        addressAllowed(asker, limit.named("allow", "deny").toList())
                                && (limit.first("auth_basic").isEmpty() || asker.loggedIn()));
    }
}
