package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a target list: an address, prefix, range or name, then ports behind a colon (IPv6 in brackets), then,
 * after blanks, a label. Every refusal is an {@link IllegalArgumentException} whose message is for the user.
 */
final class TargetSyntax {
    /** An IPv4 /8: what is larger cannot be scanned in a year at a rate that harms nobody. */
    static final BigInteger LARGEST_BLOCK = BigInteger.ONE.shiftLeft(24);

    private static final Pattern ENTRY = Pattern.compile("(\\S+)(?:\\s+(.*))?");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)\\](?::(.*))?");
    private static final Pattern ONE_COLON = Pattern.compile("([^:]*):([^:/]*)");
    /** What the rest of a line is, if somebody put blanks into a target. */
    private static final Pattern NO_LABEL = Pattern.compile("[-:,/].*");

    private TargetSyntax() {}

    static TargetSpec parse(String entry, Origin origin) {
        Matcher matcher = ENTRY.matcher(entry);
        checkArgument(matcher.matches(), "nothing is listed");
        Optional<String> label = Optional.ofNullable(matcher.group(2));
        label.ifPresent(words -> checkLabel(matcher.group(1), words));
        return spec(matcher.group(1), label, origin);
    }

    private static void checkLabel(String text, String label) {
        checkArgument(!NO_LABEL.matcher(label).matches(), "%s %s: no blanks inside a target, please", text, label);
        String word = ENTRY.matcher(label).replaceFirst("$1");
        checkArgument(!isAddress(word), "one target a line: %s needs a line of its own", word);
    }

    private static boolean isAddress(String text) {
        if (!AddressSyntax.isMeant(text)) {
            return false;
        }
        try {
            AddressSyntax.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static TargetSpec spec(String text, Optional<String> label, Origin origin) {
        Matcher brackets = BRACKETS.matcher(text);
        Matcher oneColon = ONE_COLON.matcher(text);
        boolean bracketed = brackets.matches();
        boolean colon = !bracketed && oneColon.matches();
        String host = bracketed ? brackets.group(1) : colon ? oneColon.group(1) : text;
        String portsText = bracketed ? brackets.group(2) : colon ? oneColon.group(2) : null;
        Optional<Ports> ports = Optional.ofNullable(portsText).map(Ports::parse);
        checkArgument(!bracketed || host.contains(":"), "%s: brackets are for IPv6 addresses", text);
        if (!AddressSyntax.isMeant(host)) {
            return new TargetSpec.Name(HostName.normalize(host), ports, label, origin);
        }
        return new TargetSpec.Addresses(host, AddressSyntax.parse(host), ports, label, origin);
    }
}
