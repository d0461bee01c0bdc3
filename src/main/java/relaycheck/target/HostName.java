package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a host name is written, and which names have no host (RFC 1123, RFC 6761). */
public final class HostName {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?!.{254})([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** Reserved by RFC 6761 for documentation and tests: a question about them tells a stranger and finds nobody. */
    private static final ImmutableSet<String> NEVER_RESOLVED = ImmutableSet.of("example", "invalid", "test");

    private HostName() {}

    /**
     * The name in lower case and ASCII (international names as {@code xn--…}), without a final dot.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static String normalize(String text) {
        String name = ascii(text).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        checkArgument(SYNTAX.matcher(plain).matches(), "%s is not an address, a prefix, a range or a host name", text);
        return plain;
    }

    private static String ascii(String text) {
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not an address, a prefix, a range or a host name", e);
        }
    }

    /** Says whether the name lies under .example, .invalid or .test, which are never resolved. */
    public static boolean neverResolves(String name) {
        return NEVER_RESOLVED.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
