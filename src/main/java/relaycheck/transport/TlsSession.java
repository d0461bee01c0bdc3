package relaycheck.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * TLS on a session, which ends when its time is over. Bytes that make up no whole record put the reactor's own time-out off, and
 * nobody else hears of them: a peer that sends one now and then would hold a scan up for hours.
 */
final class TlsSession {
    /** The reactor's own time-out comes first as a rule. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private @Nullable CompletableFuture<Void> end;

    /** Says hello; ends the session after this time and a little more, in whatever thread: sessions may be ended in any. */
    void start(ProtocolIOSession session, Duration time, FutureCallback<TransportSecurityLayer> result) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        due.orTimeout(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS).exceptionally(overdue -> {
            session.close(CloseMode.IMMEDIATE);
            return null;
        });
        end = due;
        session.startTls(
                AnyCertificate.CONTEXT.get(), null, SSLBufferMode.DYNAMIC, null, null, Timeout.of(time), result);
    }

    /** It has ended: nothing is left to be done. */
    void over() {
        if (end != null) {
            end.complete(null);
        }
    }
}
