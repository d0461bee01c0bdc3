package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        return IntStream.range(1, around.size()).filter(this::isAtWork).anyMatch(i -> stops(linesBefore(i)));
    }

    /** A location that holds the one which is taken is not worked through. */
    private boolean isAtWork(int i) {
        return !around.get(i).name().equals("location")
                || around.subList(i + 1, around.size()).stream()
                        .noneMatch(inner -> inner.name().equals("location"));
    }

    /** What nginx works through in a block before the door: nothing behind an {@code if} that breaks off. */
    private List<Block> linesBefore(int i) {
        List<Block> lines = around.get(i).children();
        Optional<Block> inner = i + 1 < around.size() ? Optional.of(around.get(i + 1)) : Optional.empty();
        return inner.filter(block ->
                        block.name().equals("if") && block.first("break").isPresent())
                .map(block -> lines.subList(0, lines.indexOf(block)))
                .orElse(lines);
    }

    /** Conditions that may turn requests away and are not understood. */
    Stream<Block> unknownConditions() {
        return around.stream()
                .flatMap(block -> block.named("if"))
                .filter(condition -> condition.named("return", "deny").findAny().isPresent())
                .filter(condition -> variables.holds(condition).isEmpty());
    }

    /** Nothing stops behind what may break off. */
    private boolean stops(List<Block> lines) {
        return lines.stream()
                .takeWhile(line -> !mayBreak(line))
                .anyMatch(line -> isStop(line)
                        || line.name().equals("if")
                                && line.named(DOOR).findAny().isEmpty()
                                && line.children().stream().anyMatch(this::isStop)
                                && variables.holds(line).orElse(false));
    }

    private boolean mayBreak(Block line) {
        return line.name().equals("break")
                || line.name().equals("if")
                        && line.named(DOOR).findAny().isEmpty()
                        && line.first("break").isPresent()
                        && variables.holds(line).orElse(true);
    }

    /** A return, unless its status is what an {@code error_page} sends to the door. */
    private boolean isStop(Block line) {
        if (line.name().equals("rewrite")) {
            return redirects(line);
        }
        return line.name().equals("return")
                && around.stream()
                        .flatMap(block -> block.named("error_page"))
                        .noneMatch(page -> page.words().contains(line.word(1)) && leadsHere(page));
    }

    private static boolean redirects(Block rewrite) {
        boolean away =
                rewrite.word(3).matches("redirect|permanent") || rewrite.word(2).matches("https?://.*");
        return away && Stream.of("/", "/x").allMatch(path -> ApacheSections.found(rewrite.word(1), path));
    }

    private boolean leadsHere(Block page) {
        String target = page.words().get(page.words().size() - 1);
        return target.startsWith("@")
                && around.stream().anyMatch(block -> block.word(1).equals(target));
    }

    /** The location of the door, if no request comes to it. */
    Optional<Block> outOfReach() {
        return NginxLocations.innermost(around)
                .filter(location -> !new NginxLocations(around.get(1)).comesTo(location));
    }

    /** The line that makes a client's address the one that it claims in a header. */
    Optional<Block> claims() {
        return inherited("set_real_ip_from").stream()
                .filter(line -> Addresses.includeStrangers(line.word(1)))
                .findFirst();
    }

    /** Whoever has addresses of both families comes with the one that is let in. */
    boolean allows(Asker asker) {
        return families().anyMatch(six -> allows(asker, six));
    }

    /** Whether it listens at addresses of IPv4, of IPv6, or both. */
    private Stream<Boolean> families() {
        List<Block> listens = around.get(1).named("listen").toList();
        boolean four = listens.isEmpty()
                || listens.stream()
                        .anyMatch(listen -> !listen.word(1).startsWith("[")
                                || listen.words().contains("ipv6only=off"));
        boolean six = listens.stream().anyMatch(listen -> listen.word(1).startsWith("["));
        return Stream.of(false, true).filter(family -> family ? six : four);
    }

    private boolean allows(Asker asker, boolean six) {
        boolean address = addressAllowed(asker, inherited("allow", "deny"), six) && methodAllowed(asker, six);
        Optional<Block> login = login();
        boolean loggedIn = login.isEmpty() || asker.loggedIn();
        boolean any = last("satisfy").filter(line -> line.word(1).equals("any")).isPresent();
        if (any && logins().anyMatch(this::letsEveryoneIn)) {
            return true;
        }
        return any && login.isPresent()
                ? address && !inherited("allow", "deny").isEmpty() || asker.loggedIn()
                : address && loggedIn;
    }

    private Optional<Block> login() {
        return logins().filter(line -> !letsEveryoneIn(line)).findFirst();
    }

    private Stream<Block> logins() {
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
                .filter(line -> !variables.mayBe(line.word(1), "off"));
    }

    /** Who is asked there says yes to everyone. */
    private boolean letsEveryoneIn(Block line) {
        return line.name().equals("auth_request") && new NginxLocations(around.get(1)).answersAll(line.word(1));
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

    private boolean addressAllowed(Asker asker, List<Block> rules, boolean six) {
        boolean inside = asker.inside() || claims().isPresent();
        for (Block rule : rules) {
            boolean everyone = Addresses.includeStrangers(rule.word(1), six);
            boolean allow = rule.name().equals("allow");
            if (everyone || allow && inside && Addresses.isOf(rule.word(1), six)) {
                return allow;
            }
        }
        return true;
    }

    /** {@code limit_except POST} limits GET, and leaves POST. */
    private boolean methodAllowed(Asker asker, boolean six) {
        return ChosenTarget.METHODS.stream().anyMatch(method -> methodAllowed(method, asker, six));
    }

    private boolean methodAllowed(String method, Asker asker, boolean six) {
        return around.stream()
                .flatMap(block -> block.named("limit_except"))
                .filter(limit -> !limit.words().contains(method))
                .allMatch(limit ->
                        addressAllowed(asker, limit.named("allow", "deny").toList(), six)
                                && (limit.first("auth_basic").isEmpty() || asker.loggedIn()));
    }
}
