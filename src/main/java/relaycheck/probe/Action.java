package relaycheck.probe;

import java.time.Duration;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.RequestTarget;
import relaycheck.proof.Destination;

/** What a dialogue wants done. */
public sealed interface Action {
    /**
     * Sends a request; what comes back is read as HTTP. One in HTTP/2 opens the connection by prior knowledge (RFC 9113 §3.3),
     * and what is sent after it goes into its stream.
     *
     * @param method  in capitals
     * @param target  what is asked for
     * @param version as the request line has it
     * @param host    the Host field, in HTTP/2 the authority; empty: no such field (HTTP/1.0 only)
     */
    record SendRequest(String method, RequestTarget target, String version, Optional<String> host) implements Action {
        /** A request in HTTP/1.1. */
        static SendRequest of(String method, RequestTarget target, String host) {
            return new SendRequest(method, target, "HTTP/1.1", Optional.of(host));
        }

        /** A request in HTTP/1.0, which has no Host. */
        static SendRequest http10(String method, RequestTarget target) {
            return new SendRequest(method, target, "HTTP/1.0", Optional.empty());
        }

        /** A request in HTTP/2. */
        static SendRequest http2(String method, RequestTarget target, String authority) {
            return new SendRequest(method, target, Http2.VERSION, Optional.of(authority));
        }

        /** Whether it is one in HTTP/2. */
        public boolean isHttp2() {
            return version.equals(Http2.VERSION);
        }

        /** The request line, as the report shows it and, but in HTTP/2, which has none, as it goes on the wire. */
        public String line() {
            return String.join(" ", method, target.text(), version);
        }
    }

    /** Sends bytes; what comes back is not read as HTTP. */
    record SendBytes(Chunk bytes) implements Action {}

    /**
     * Starts TLS. Certificates are not judged.
     *
     * @param named where the server name leads (RFC 6066 §3), an address too, which the RFC does not allow and relays by that name
     *     take; empty: no name is sent. Never the endpoint itself: who is sent to itself without end comes to no end.
     * @param http2 whether HTTP/2 is offered by ALPN (RFC 9113 §3.2), and nothing else; where not, no protocol is named
     */
    record StartTls(Optional<Destination> named, boolean http2) implements Action {}

    /** Asks for {@link Event.WokenUp} after this time; a later one replaces it. */
    record WakeAfter(Duration delay) implements Action {}
}
