package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a target list: an address, prefix, range or name, then ports behind a colon (IPv6 in brackets), then,
 * after blanks, a label. Every refusal is an {@link IllegalArgumentException} whose message is for the user.
 */
final class TargetSyntax {
    private static final Pattern ENTRY = Pattern.compile("(\\S+)(?:\\s+(.*))?");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)\\](?::(.*))?");
    /** With more than one colon it is IPv6 without ports. */
    private static final Pattern PLAIN = Pattern.compile("([^:]*)(?::([^:/]*))?");
    /** What the rest of a line is, if somebody put blanks into a target. */
    private static final Pattern NO_LABEL = Pattern.compile("[-:,/].*");

    private TargetSyntax() {}

    static TargetSpec parse(String entry, Origin origin) {
        Matcher matcher = ENTRY.matcher(entry);
        checkArgument(matcher.matches(), "nothing is listed here");
        Optional<String> label = Optional.ofNullable(matcher.group(2));
        if (label.isPresent()) {
            checkLabel(matcher.group(1), label.get());
        }
        return spec(matcher.group(1), label, origin);
    }

    /** An entry that stands for whole addresses: no name, no ports. */
    static AddressBlock parseWhole(String entry, Origin origin, String what) {
        checkArgument(!entry.startsWith("!"), "%s: %s needs no \"!\" here", entry, what);
        TargetSpec spec = parse(entry, origin);
        checkArgument(spec.ports().isEmpty(), "%s takes whole hosts: leave out the ports of %s", what, spec.text());
        if (spec instanceof TargetSpec.Addresses addresses) {
            return addresses.block();
        }
        throw new IllegalArgumentException(
                spec.text() + " is a name: " + what + " takes addresses, prefixes and ranges");
    }

    /** A second target must not pass for a label, or its owner believes that it was scanned. */
    private static void checkLabel(String text, String label) {
        checkArgument(!NO_LABEL.matcher(label).matches(), "%s %s: no blanks inside a target, please", text, label);
        String word = ENTRY.matcher(label).replaceFirst("$1");
        checkArgument(!isAddress(word), "one target a line: %s needs a line of its own", word);
    }

    private static boolean isAddress(String word) {
        try {
            return spec(word, Optional.empty(), new Origin("", 0)) instanceof TargetSpec.Addresses;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static TargetSpec spec(String text, Optional<String> label, Origin origin) {
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.matches()) {
            String host = brackets.group(1);
            checkArgument(host.contains(":"), "%s: brackets are for IPv6 addresses", text);
            return spec(host, ports(brackets), label, origin);
        }
        checkArgument(!text.startsWith(":") || text.startsWith("::"), "%s names no host before its ports", text);
        Matcher plain = PLAIN.matcher(text);
        return plain.matches()
                ? spec(plain.group(1), ports(plain), label, origin)
                : spec(text, Optional.empty(), label, origin);
    }

    private static Optional<Ports> ports(Matcher matcher) {
        return matcher.group(2) == null ? Optional.empty() : Optional.of(Ports.parse(matcher.group(2)));
    }

    private static TargetSpec spec(String host, Optional<Ports> ports, Optional<String> label, Origin origin) {
        return AddressSyntax.isMeant(host)
                ? new TargetSpec.Addresses(host, AddressSyntax.parse(host), ports, label, origin)
                : new TargetSpec.Name(HostName.normalize(host), ports, label, origin);
    }
}
