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
     * @param method in capitals
     * @param line   the request line, as it goes on the wire and the report shows it
     * @param host   the Host field; empty: no such field (HTTP/1.0 only)
     */
    record SendRequest(String method, String line, Optional<String> host) implements Action {
        /** A request in HTTP/1.1. */
        static SendRequest of(String method, RequestTarget target, String host) {
            return new SendRequest(method, String.join(" ", method, target.toString(), "HTTP/1.1"), Optional.of(host));
        }

        /** A request in HTTP/1.0, which has no Host. */
        static SendRequest http10(String method, RequestTarget target) {
            return new SendRequest(method, method + " " + target + " HTTP/1.0", Optional.empty());
        }
    }

    /** Sends bytes; what comes back is not read as HTTP. */
    record SendBytes(Chunk bytes) implements Action {}

    /** Starts TLS, without a server name: destinations are addresses. Certificates are not judged. */
    record StartTls() implements Action {}

    /** Asks for {@link Event.WokenUp} after this time; a later one replaces it. */
    record WakeAfter(Duration delay) implements Action {}
}
