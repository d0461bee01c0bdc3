package relaycheck.canary;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultListeningIOReactor;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;

/**
 * The sockets on which the canary listens, on HttpCore's reactor.
 *
 * <p>The reactor ends when an accept fails, as it does when the process has no descriptor left; then all its connections
 * are closed, which gives descriptors back, and another one takes over. Not each handler hears of that.
 */
class Listeners implements AutoCloseable {
    /** How exact time limits are. */
    private static final TimeValue TICK = TimeValue.ofMilliseconds(100);
    /** Connections that wait to be accepted: a scan's relays dial in bursts. */
    private static final int BACKLOG = 1_024;
    /** Before another reactor takes over: the connections of the one before it must be gone. */
    private static final long PAUSE_MILLIS = 100;

    /** For the threads of a reactor that failed: what they are at takes no time. */
    private static final TimeValue TO_END = TimeValue.ofSeconds(5);
    /** Binding takes no time; a reactor that ends meanwhile may forget that it was asked. */
    private static final long SECONDS_TO_BIND = 10;

    private final Function<IOSession, IOEventHandler> handlers;
    private final Runnable gone;
    private final List<InetSocketAddress> bound = new ArrayList<>();
    private volatile ImmutableSet<InetSocketAddress> lost = ImmutableSet.of();
    private final CountDownLatch closed = new CountDownLatch(1);
    private DefaultListeningIOReactor reactor;
    private int generation; // of reactors: 1 is the first

    /**
     * Listens nowhere yet.
     *
     * @param gone told when all connections of a reactor have ended, and its thread too, before there is another
     */
    Listeners(Function<IOSession, IOEventHandler> handlers, Runnable gone) {
        this.handlers = handlers;
        this.gone = gone;
        reactor = start();
    }

    /**
     * Listens on a place too.
     *
     * @return the same place, with the port that was taken where any was asked for
     * @throws IOException where it cannot be bound
     */
    final synchronized InetSocketAddress bind(InetSocketAddress place) throws IOException {
        InetSocketAddress taken = listen(place);
        bound.add(taken);
        return taken;
    }

    /** The places that the reactor before this one had, and this one has not, or not yet. */
    final ImmutableSet<InetSocketAddress> lost() {
        return lost;
    }

    @Override
    public final synchronized void close() {
        closed.countDown();
        reactor.close(CloseMode.IMMEDIATE);
    }

    private DefaultListeningIOReactor start() {
        int started = ++generation;
        IOReactorConfig config = IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setSelectInterval(TICK)
                .setTcpNoDelay(true)
                .setBacklogSize(BACKLOG)
                .setSoReuseAddress(true)
                .build();
        DefaultListeningIOReactor next = new DefaultListeningIOReactor(
                (session, attachment) -> handlers.apply(session),
                config,
                work -> daemon(work, "canary"),
                work -> daemon(work, "canary accept"),
                null,
                failure -> daemon(() -> restart(started), "canary restart").start(),
                null,
                null);
        next.start();
        return next;
    }

    /** Takes over from the reactor that failed, as soon as there are descriptors for another. */
    final void restart(int failed) {
        try {
            while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS) && !isRestarted(failed)) {
                // once more
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isRestarted(int failed) throws InterruptedException {
        if (closed.getCount() == 0) {
            return true;
        }
        if (failed == generation) {
            reactor.close(CloseMode.IMMEDIATE);
            reactor.awaitShutdown(TO_END);
            gone.run();
            try {
                reactor = start();
            } catch (IllegalStateException e) {
                generation = failed;
                return false;
            }
            lost = ImmutableSet.copyOf(bound);
        }
        // a later reactor has all places, those that this one could not have as well
        return failed + 1 != generation || isRebound();
    }

    /** Somebody else may have taken a place meanwhile; it is tried until it is free. */
    private boolean isRebound() {
        ImmutableSet.Builder<InetSocketAddress> stillLost = ImmutableSet.builder();
        for (InetSocketAddress place : lost) {
            try {
                listen(place);
            } catch (IOException e) {
                stillLost.add(place);
            }
        }
        lost = stillLost.build();
        return lost.isEmpty();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** For {@link #bind} and for what takes over: both hold the lock. */
    InetSocketAddress listen(InetSocketAddress place) throws IOException {
        try {
            return (InetSocketAddress) reactor.listen(place, null)
                    .get(SECONDS_TO_BIND, TimeUnit.SECONDS)
                    .getAddress();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (IllegalStateException | TimeoutException e) { // a CancellationException is one of the former
            throw new IOException("the reactor ended while it was binding", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding", e);
        }
    }
}
