package relaycheck.impact;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to relay, as a log line tells it.
 *
 * @param path of an absolute-form, "" for CONNECT; its first characters, so that thousands of them cost little
 * @param pathLength of all of it
 * @param time milliseconds since 1970, or {@link LogClock#NONE}
 * @param kind whose line it is
 * @param ourAgent whether its User-Agent is that of relaycheck
 * @param line its number, from 1, in what was scanned at once
 * @param sample the line as it stands in the log, cut if it is long
 */
record RelayRequest(
        String source,
        String method,
        AskedPlace destination,
        String path,
        int pathLength,
        int status,
        long size,
        long time,
        LineFields.Kind kind,
        boolean ourAgent,
        long line,
        String sample)
        implements Sighting {
    private static final ImmutableMap<String, Integer> PORTS =
            ImmutableMap.of("http", 80, "https", 443, "ftp", 21, "ws", 80, "wss", 443);
    /** The URL of relaycheck's probes: nothing but a nonce of 128 bits. */
    private static final Pattern PROBE_PATH = Pattern.compile("/[0-9a-f]{32}/");

    private static final Pattern ABSOLUTE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]+)(.*)", Pattern.DOTALL);

    private static final String CONNECT = "CONNECT";
    private static final int CARRIED_OUT = 200;
    private static final int SWITCHING_PROTOCOLS = 101;
    /** Tells one path from another. */
    private static final int MAX_PATH = 255;

    /** From the words of a request line; empty if it asks for no relaying. Some proxies take {@code connect} as well. */
    static Optional<RelayRequest> of(String method, String target, RelayRequest rest) {
        Matcher absolute = ABSOLUTE.matcher(target);
        boolean url = absolute.matches();
        if (method.equalsIgnoreCase(CONNECT)) {
            String authority = url ? absolute.group(2) : target;
            return Optional.of(rest.asking(CONNECT, AskedPlace.of(authority, AskedPlace.NO_PORT), ""));
        }
        if (!url) {
            return Optional.empty();
        }
        int port = PORTS.getOrDefault(absolute.group(1).toLowerCase(Locale.ROOT), AskedPlace.NO_PORT);
        return Optional.of(rest.asking(method, AskedPlace.of(absolute.group(2), port), absolute.group(3)));
    }

    /** What a message tells of a request, but for what was asked: until more is known it led nowhere. */
    static RelayRequest told(String client, Sighting.Message message) {
        return new RelayRequest(
                client,
                "",
                new AskedPlace("", AskedPlace.NO_PORT),
                "",
                0,
                0,
                0,
                message.time(),
                LineFields.Kind.PROXY,
                false,
                message.line(),
                message.sample());
    }

    boolean isConnect() {
        return method.equals(CONNECT);
    }

    /** Whether a URL was answered with success; a WebSocket is. */
    boolean isAnswered() {
        return status / 100 == 2 || status / 100 == 3 || status == SWITCHING_PROTOCOLS;
    }

    /** Whether it looks like one of relaycheck's. Whoever asks can write that: it is a hint, and hides nothing. */
    boolean saysItIsOurs() {
        return ourAgent || PROBE_PATH.matcher(path).matches();
    }

    RelayRequest atLine(long number) {
        return new RelayRequest(
                source, method, destination, path, pathLength, status, size, time, kind, ourAgent, number, sample);
    }

    /** The same as a proxy tells it that says whether it led there. */
    RelayRequest byProxy(boolean success) {
        int known = success ? CARRIED_OUT : 0;
        return new RelayRequest(
                source,
                method,
                destination,
                path,
                pathLength,
                known,
                size,
                time,
                LineFields.Kind.PROXY,
                ourAgent,
                line,
                sample);
    }

    private RelayRequest asking(String newMethod, AskedPlace newDestination, String newPath) {
        return new RelayRequest(
                source,
                newMethod,
                newDestination,
                newPath.substring(0, Math.min(newPath.length(), MAX_PATH)),
                newPath.length(),
                status,
                size,
                time,
                kind,
                ourAgent,
                line,
                sample);
    }
}
