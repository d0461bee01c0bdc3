package relaycheck.probe;

import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;

/**
 * What happened behind a 2xx to CONNECT, or behind a SOCKS server's consent.
 *
 * @param talk  how we spoke
 * @param reply the HTTP head that came out of it, where one did
 * @param heard the first bytes that came out of it
 */
public record Tunnel(Talk talk, Optional<ResponseHead> reply, Chunk heard) {
    /** How we speak in a tunnel. */
    public enum Talk {
        /** HTTP in plain. */
        HTTP,
        /** SMTP: the destination greets first (RFC 5321 §3.1). */
        SMTP,
        /** TLS, and HTTP inside it. */
        TLS;

        private static final int SMTP_PORT = 25;
        private static final int HTTPS_PORT = 443;

        /** How a port is spoken to: intercepting proxies carry to 443 only what starts with TLS. */
        static Talk to(int port) {
            return port == SMTP_PORT ? SMTP : port == HTTPS_PORT ? TLS : HTTP;
        }

        /**
         * The other of TLS and plain HTTP; of SMTP plain HTTP, in which a host shows itself that takes every tunnel for a
         * request.
         */
        Talk otherwise() {
            return this == HTTP ? TLS : HTTP;
        }
    }

    /** Whether something else may come of it in another voice: always, but where mail is spoken, or a page came before a word. */
    public boolean hasOtherVoice() {
        return talk != Talk.SMTP || isSilent() || heard.latin1().startsWith("HTTP/");
    }

    /** Whether it ended without a byte. */
    public boolean isSilent() {
        return heard.isEmpty() && reply.isEmpty();
    }
}
