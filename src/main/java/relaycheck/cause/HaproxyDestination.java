package relaycheck.cause;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.cause.HaproxySection.Line;

/** Where the rules of two sections of HAProxy send a request: whether the client chooses the address, and to which ports. */
final class HaproxyDestination {
    private static final Pattern CHOSEN = Pattern.compile(
            ".*\\b(s?hdr\\w*|fhdr\\w*|url\\w*|urlp\\w*|path\\w*|base\\w*|query|cook\\w*|ssl_sni|ssl_fc_sni|capture\\.req\\.\\w+"
                    + "|req\\.body\\w*|pathq|baseq)\\b.*");
    private static final Pattern IN_REQUEST = Pattern.compile("(req\\.)?(s?hdr|fhdr|url|path|base|query|cook).*");

    private static final Pattern HEADER = Pattern.compile("hdr\\w*\\(([\\w-]+)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(([\\w.]+)\\)");

    private final HaproxySection front;
    private final HaproxySection back;

    /** For what comes in at one section and goes out at the other, which may be the same. */
    HaproxyDestination(HaproxySection front, HaproxySection back) {
        this.front = front;
        this.back = back;
    }

    Stream<Line> rules() {
        return Stream.of(front, back).distinct().flatMap(HaproxyDestination::rules);
    }

    static Stream<Line> rules(HaproxySection section) {
        return section.named("http-request", "tcp-request");
    }

    /** Whether what an expression looks at stands in a request of HTTP, so that it is no tunnel that is opened. */
    static boolean isInRequest(String expression) {
        return IN_REQUEST.matcher(expression).matches();
    }

    /** Whether a later line always sets an address that the client does not choose. */
    boolean isReplaced(Line line) {
        HaproxyConditions conditions = new HaproxyConditions(Asker.STRANGER, front, back);
        List<Line> rules = rules().toList();
        return rules.subList(rules.indexOf(line) + 1, rules.size()).stream()
                .filter(later -> later.words().contains("set-dst"))
                .filter(later -> later.word(0).equals(line.word(0)))
                .filter(later -> conditions.applies(later).equals(Optional.of(true)))
                .map(later -> later.after("set-dst"))
                .anyMatch(expression -> expression.matches("(ipv4|ipv6|str)\\([^)]*\\)"));
    }

    /** Whether an earlier line always takes away the header from which the address is taken, or sets it itself. */
    boolean isOverwritten(Line line) {
        HaproxyConditions conditions = new HaproxyConditions(Asker.STRANGER, front, back);
        List<Line> rules = rules().toList();
        Matcher header = HEADER.matcher(line.after("set-dst"));
        return header.find()
                && rules.subList(0, rules.indexOf(line)).stream()
                        .filter(earlier -> earlier.word(0).equals(line.word(0)))
                        .filter(earlier -> earlier.word(1).matches("(set|del)-header"))
                        .filter(earlier -> Ascii.equalsIgnoreCase(earlier.word(2), header.group(1)))
                        .filter(earlier -> !earlier.text().contains("%["))
                        .anyMatch(earlier -> conditions.applies(earlier).equals(Optional.of(true)));
    }

    /** Whether an expression, or the variable in it, comes from the request and through no map. */
    boolean isChosen(String expression) {
        return isChosen(expression, 0);
    }

    private boolean isChosen(String expression, int depth) {
        if (expression.matches(".*\\bmap(_\\w+)?\\(.*") || depth > 5) {
            return false;
        }
        Matcher variable = VARIABLE.matcher(expression);
        return CHOSEN.matcher(expression).matches()
                || variable.find()
                        && rules().filter(line -> line.text()
                                        .matches(".*\\b(set-var|do-resolve)\\(" + Pattern.quote(variable.group(1))
                                                + "[,)].*"))
                                .anyMatch(line -> isChosen(
                                        line.text().replaceFirst(".*\\b(set-var|do-resolve)\\([^)]*\\)", ""),
                                        depth + 1));
    }

    /** Every port where the request chooses it, one where it is set, else the server's or the listener's own. */
    Ports ports() {
        Optional<String> set = rules().filter(line -> line.text().contains("set-dst-port "))
                .map(line -> line.after("set-dst-port"))
                .findFirst();
        if (set.isPresent()) {
            Matcher fixed = Pattern.compile("int\\((\\d+)\\)").matcher(set.get());
            return fixed.matches() ? Ports.parse(fixed.group(1)) : isChosen(set.get()) ? Ports.ALL : Ports.of(80);
        }
        Ports own = back.named("server")
                .filter(line -> line.isAnywhere())
                .map(line -> line.word(2).replaceFirst(".*:", ""))
                .filter(port -> port.matches("[1-9]\\d*"))
                .map(Ports::parse)
                .reduce(Ports.NONE, Ports::and);
        return own.isEmpty() ? listening() : own;
    }

    private Ports listening() {
        Ports ports = front.named("bind")
                .map(line -> line.word(1).replaceFirst(".*:", ""))
                .map(Ports::parse)
                .reduce(Ports.NONE, Ports::and);
        return ports.isEmpty() ? Ports.of(80) : ports;
    }
}
