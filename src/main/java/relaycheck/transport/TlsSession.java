package relaycheck.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Action;
import relaycheck.proof.Destination;

/**
 * TLS on a session, which ends when its time is over. Bytes that make up no whole record put the reactor's own time-out off, and
 * nobody else hears of them: a peer that sends one now and then would hold a scan up for hours.
 */
final class TlsSession {
    /** The reactor's own time-out comes first as a rule. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private @Nullable CompletableFuture<Void> end;

    /** Says hello; ends the session after this time and a little more, in whatever thread: sessions may be ended in any. */
    void start(
            ProtocolIOSession session,
            Action.StartTls hello,
            Duration time,
            FutureCallback<TransportSecurityLayer> result) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        due.orTimeout(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS).exceptionally(overdue -> {
            session.close(CloseMode.IMMEDIATE);
            return null;
        });
        end = due;
        List<SNIServerName> names = hello.named()
                .filter(destination -> !isPeer(session, destination))
                .flatMap(TlsSession::serverName)
                .map(List::of)
                .orElse(List.of());
        session.startTls(
                AnyCertificate.context(),
                null,
                SSLBufferMode.DYNAMIC,
                (endpoint, engine) -> say(names, hello.http2(), engine),
                null,
                Timeout.of(time),
                result);
    }

    /** A server name has no port: at the canary's own address it would name the endpoint. */
    private static boolean isPeer(ProtocolIOSession session, Destination destination) {
        return session.getRemoteAddress() instanceof InetSocketAddress peer
                && destination.address().equals(peer.getAddress());
    }

    /** None where a hello cannot carry it: an address of IPv6. */
    private static Optional<SNIServerName> serverName(Destination destination) {
        try {
            return Optional.of(new SNIHostName(destination.host()));
        } catch (IllegalArgumentException notLettersDigitsAndHyphens) {
            return Optional.empty();
        }
    }

    private static void say(List<SNIServerName> names, boolean http2, SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(names);
        if (http2) {
            parameters.setApplicationProtocols(new String[] {"h2"});
        }
        engine.setSSLParameters(parameters);
    }

    /** It has ended: nothing is left to be done. */
    void over() {
        if (end != null) {
            end.complete(null);
        }
    }
}
