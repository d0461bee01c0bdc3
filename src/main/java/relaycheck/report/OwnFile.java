package relaycheck.report;

import com.google.common.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import relaycheck.verdict.Finding;

/**
 * A file of the owner's, and the host that it is from where the owner says so.
 *
 * @param host {@code HOST} or {@code HOST:PORT}
 * @param path the file or folder
 */
public record OwnFile(Optional<HostAndPort> host, String path) {
    /**
     * Reads {@code PATH} and {@code HOST=PATH}; what exists as a whole is a path, whatever it holds.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static OwnFile parse(String option, String text, Predicate<String> exists) {
        int equals = text.indexOf('=');
        boolean whole = equals < 1 || exists.test(text);
        String path = whole ? text : text.substring(equals + 1);
        if (path.isEmpty()) {
            throw new IllegalArgumentException(option + " " + text + ": a path must follow");
        }
        if (!exists.test(path)) {
            throw new IllegalArgumentException(option + " " + text + ": there is no " + path);
        }
        return new OwnFile(whole ? Optional.empty() : Optional.of(host(option, text.substring(0, equals))), path);
    }

    private static HostAndPort host(String option, String text) {
        try {
            return HostAndPort.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + text + " is neither HOST nor HOST:PORT", e);
        }
    }

    /** Whether the owner said that it is from there; empty where nothing was said. */
    Optional<Boolean> isFrom(Finding finding) {
        return host.map(
                said -> (!said.hasPort() || said.getPort() == finding.endpoint().port())
                        && Stream.concat(Stream.of(finding.endpoint().host()), finding.names().stream())
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .anyMatch(said.getHost().toLowerCase(Locale.ROOT)::equals));
    }

    /** The last part of the path, without what rotation puts behind it. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("([.-]\\d+)?(\\.(gz|zst))?$", "");
    }
}
