package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.target.Endpoint;

/** A place at which a configuration takes connections: an address, a name or, empty, every address; and a port. */
public record Listener(String address, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\w+://)?(?:ipv[46]@)?(\\[[^\\]]*]|[^:/\\[\\]]*|[0-9a-fA-F:.]*::[0-9a-fA-F:.]*)"
                    + "(?::(\\d{1,5}))?(?:/.*)?");
    private static final ImmutableSet<String> EVERY = ImmutableSet.of("", "*", "+", "0.0.0.0", "::", "_default_", "0");

    /**
     * Reads {@code 80}, {@code *:80}, {@code :80}, {@code [::1]:80}, {@code localhost}; what names no port has the other.
     * A path, or anything else, is no listener.
     */
    static Optional<Listener> of(String text, int otherwise) {
        if (text.matches("\\d{1,5}")) {
            return at("", Integer.parseInt(text));
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.startsWith("/") || text.startsWith("unix")) {
            return Optional.empty();
        }
        String address = Ascii.toLowerCase(form.group(1).replaceAll("[\\[\\]]", ""));
        return at(
                EVERY.contains(address) ? "" : address,
                form.group(2) == null ? otherwise : Integer.parseInt(form.group(2)));
    }

    private static Optional<Listener> at(String address, int port) {
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Listener(address, port));
    }

    /** Whether it takes connections at every address of its host. */
    public boolean isEverywhere() {
        return address.isEmpty();
    }

    /** Whether this endpoint may be it. */
    public boolean isAt(Endpoint endpoint, Iterable<String> names) {
        return port == endpoint.port()
                && (isEverywhere()
                        || address.equals("localhost") && endpoint.address().isLoopbackAddress()
                        || Stream.concat(Stream.of(endpoint.host()), Streams.stream(names))
                                .anyMatch(name -> Ascii.equalsIgnoreCase(name, address)));
    }

    /** {@code *:80}, {@code 10.0.0.5:80}, {@code [::1]:80}. */
    @Override
    public String toString() {
        String host = isEverywhere() ? "*" : address.contains(":") ? "[" + address + "]" : address;
        return host + ":" + port;
    }
}
