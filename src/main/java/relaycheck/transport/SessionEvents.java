package relaycheck.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** What the reactor tells of one session, told to its driver; bytes are read here. */
final class SessionEvents implements IOEventHandler {
    private final DialogueDriver driver;
    private final ByteBuffer buffer;

    /**
     * The events of a session.
     *
     * @param buffer what this thread's sessions read into, one at a time
     */
    SessionEvents(DialogueDriver driver, ByteBuffer buffer) {
        this.driver = driver;
        this.buffer = buffer;
    }

    @Override
    public void connected(IOSession ready) {
        driver.guarded(() -> driver.connected(ready.getLocalAddress()));
    }

    @Override
    public void inputReady(IOSession ready, @Nullable ByteBuffer decrypted) {
        driver.guarded(() -> {
            try {
                hear(ready, decrypted);
            } catch (IOException e) {
                driver.ended(true); // a reset is what the peer did, no fault of ours
            }
        });
    }

    @Override
    public void outputReady(IOSession ready) {
        driver.guarded(driver::writable);
    }

    @Override
    public void timeout(IOSession ready, Timeout timeout) {
        driver.guarded(driver::timePassed);
    }

    @Override
    public void exception(IOSession ready, Exception problem) {
        driver.guarded(() -> {
            if (problem instanceof RuntimeException) {
                throw (RuntimeException) problem;
            }
            driver.ended(true);
        });
    }

    @Override
    public void disconnected(IOSession ready) {
        driver.guarded(() -> driver.ended(false));
    }

    private void hear(IOSession ready, @Nullable ByteBuffer decrypted) throws IOException {
        if (decrypted != null && decrypted.hasRemaining()) {
            driver.receive(decrypted);
        }
        int n = driver.isOpen() ? ready.read(buffer.clear()) : 0;
        while (n > 0) {
            driver.receive(buffer.flip());
            // a short read emptied the socket: the next one would only say so
            n = n < buffer.capacity() || !driver.isOpen() ? 0 : ready.read(buffer.clear());
        }
        if (n < 0) {
            driver.ended(false);
        }
        driver.endIfOverdue(); // a peer that never stops talking puts the reactor's own time-out off for ever
    }
}
