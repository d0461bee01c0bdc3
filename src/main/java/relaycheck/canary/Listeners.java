package relaycheck.canary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultListeningIOReactor;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.TimeValue;

/**
 * The sockets on which the canary listens, on HttpCore's reactor.
 *
 * <p>The reactor ends when an accept fails, as it does when the process has no descriptor left; then all its connections
 * are closed, which gives descriptors back, and another one takes over.
 */
final class Listeners implements AutoCloseable {
    /** How exact time limits are. */
    private static final TimeValue TICK = TimeValue.ofMilliseconds(100);
    /** Connections that wait to be accepted: a scan's relays dial in bursts. */
    private static final int BACKLOG = 1_024;

    private final Function<IOSession, IOEventHandler> handlers;
    private final List<InetSocketAddress> bound = new ArrayList<>();
    private DefaultListeningIOReactor reactor;
    private boolean closed;

    Listeners(Function<IOSession, IOEventHandler> handlers) {
        this.handlers = handlers;
        reactor = start();
    }

    /**
     * Listens on a place too.
     *
     * @return the same place, with the port that was taken where any was asked for
     * @throws IOException where it cannot be bound
     */
    synchronized InetSocketAddress bind(InetSocketAddress place) throws IOException {
        InetSocketAddress taken =
                (InetSocketAddress) await(reactor.listen(place, null)).getAddress();
        bound.add(taken);
        return taken;
    }

    @Override
    public synchronized void close() {
        closed = true;
        reactor.close(CloseMode.IMMEDIATE);
    }

    private DefaultListeningIOReactor start() {
        IOReactorConfig config = IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setSelectInterval(TICK)
                .setTcpNoDelay(true)
                .setBacklogSize(BACKLOG)
                .setSoReuseAddress(true)
                .build();
        DefaultListeningIOReactor started = new DefaultListeningIOReactor(
                (session, attachment) -> handlers.apply(session),
                config,
                work -> daemon(work, "canary"),
                work -> daemon(work, "canary accept"),
                null,
                failure -> daemon(this::restart, "canary restart").start(),
                null,
                null);
        started.start();
        return started;
    }

    private synchronized void restart() {
        if (closed) {
            return;
        }
        reactor.close(CloseMode.IMMEDIATE);
        reactor = start();
        bound.forEach(place -> reactor.listen(place, null));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static ListenerEndpoint await(Future<ListenerEndpoint> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding", e);
        }
    }
}
