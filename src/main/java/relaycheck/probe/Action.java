package relaycheck.probe;

import java.time.Duration;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.RequestTarget;

/** What a dialogue wants done. */
public sealed interface Action {
    /**
     * Sends a request; what comes back is read as HTTP.
     *
     * @param method  in capitals
     * @param target  as it goes on the wire
     * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
     * @param host    the Host field; empty: no such field (HTTP/1.0 only)
     */
    record SendRequest(String method, RequestTarget target, String version, Optional<String> host) implements Action {
        /** A request in HTTP/1.1. */
        public static SendRequest of(String method, RequestTarget target, String host) {
            return new SendRequest(method, target, "HTTP/1.1", Optional.of(host));
        }

        /** The request line, as the report shows it. */
        public String line() {
            return method + " " + target + " " + version;
        }
    }

    /** Sends bytes; what comes back is not read as HTTP. */
    record SendBytes(Chunk bytes) implements Action {}

    /** Starts TLS, without a server name: destinations are addresses. Certificates are not judged. */
    record StartTls() implements Action {}

    /** Asks for {@link Event.WokenUp} after this time; a later one replaces it. */
    record WakeAfter(Duration delay) implements Action {}
}
