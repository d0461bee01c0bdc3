package relaycheck.transport;

import java.net.InetSocketAddress;
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
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Action;
import relaycheck.proof.Destination;

/**
 * TLS on a session, which ends when its time is over. That cannot be left to the reactor: bytes that make up no whole record put
 * its time-out off, and nobody else hears of them, so a peer that sends one now and then would hold a scan up for hours; and it
 * counts the time that this machine slept.
 */
final class TlsSession {
    private volatile boolean over;
    private volatile boolean overdue;
    private volatile @Nullable CompletableFuture<Void> end;

    /** Says hello; ends the session at the clockwork's deadline, in whatever thread: sessions may be ended in any. */
    void start(
            ProtocolIOSession session,
            Action.StartTls hello,
            Clockwork clockwork,
            FutureCallback<TransportSecurityLayer> result) {
        endInTime(session, clockwork);
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
                null,
                result);
    }

    private void endInTime(ProtocolIOSession session, Clockwork clockwork) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        due.orTimeout(clockwork.remaining().toNanos(), TimeUnit.NANOSECONDS).exceptionally(passed -> {
            if (!over && clockwork.deadlinePassed()) {
                overdue = true;
                session.close(CloseMode.IMMEDIATE);
            } else if (!over) {
                endInTime(session, clockwork); // it slept meanwhile
            }
            return null;
        });
        end = due;
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

    /** Whether it was ended because no time remained. */
    boolean isOverdue() {
        return overdue;
    }

    /** It has ended: nothing is left to be done. */
    void over() {
        over = true;
        CompletableFuture<Void> due = end;
        if (due != null) {
            due.complete(null);
        }
    }
}
