package relaycheck.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** What goes out on a session, and what of it is still to go. On its I/O thread alone. */
final class Outbox {
    private final IOSession session;
    private final Traffic traffic;
    private @Nullable ByteBuffer unsent;
    private boolean awaitsOutput;

    Outbox(IOSession session, Traffic traffic) {
        this.session = session;
        this.traffic = traffic;
    }

    void send(ByteBuffer bytes) {
        traffic.sent(bytes.remaining());
        if (unsent == null) {
            unsent = bytes;
        } else {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                    .put(unsent)
                    .put(bytes)
                    .flip();
        }
        flush();
    }

    /** The reactor says that the session takes bytes again. */
    void writable() {
        awaitsOutput = true;
        flush();
    }

    /** A write may take none of the bytes, as a TLS session does just after its handshake: the rest waits for the event. */
    private void flush() {
        try {
            if (unsent != null) {
                session.write(unsent);
                unsent = unsent.hasRemaining() ? unsent : null;
            }
            if (unsent != null) {
                session.setEvent(EventMask.WRITE);
            } else if (awaitsOutput) {
                session.clearEvent(EventMask.WRITE);
            }
            awaitsOutput = unsent != null;
        } catch (IOException e) {
            unsent = null; // the peer is gone; what it said before, and its end, come as input
        }
    }
}
