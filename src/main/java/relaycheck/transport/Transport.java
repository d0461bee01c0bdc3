package relaycheck.transport;

import com.google.common.base.Ticker;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Ending;
import relaycheck.proof.Nonce;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;

/**
 * Dials endpoints and drives dialogues, on one I/O thread or a few; everything about one host happens on the same.
 *
 * <p>Takes nothing but what a scope has admitted, and dials exactly that address; asks no DNS, forwards or backwards. Any
 * thread may dial.
 */
public final class Transport implements AutoCloseable {
    private final TransportSettings settings;
    private final Ticker ticker;
    private final Consumer<Throwable> faults;
    private final Traffic traffic = new Traffic();
    private final RequestWriter writer;
    /** Those that are open, and what each said last. */
    private final Map<SocketAddress, Optional<Nonce>> ownSockets = new ConcurrentHashMap<>();

    private final @Nullable SocketAddress source;
    /** Begun when first needed: a scan of one host needs one. */
    private final @Nullable IoThread[] threads;

    private volatile boolean closed;
    private volatile boolean broken;

    /**
     * A transport; its threads start with the first dials.
     *
     * @param faults told of every exception of our own making; the run it hit counts as unheard
     */
    public Transport(TransportSettings settings, Ticker ticker, Consumer<Throwable> faults) {
        this.settings = settings;
        this.ticker = ticker;
        this.faults = faults;
        this.writer = new RequestWriter(settings.userAgent());
        this.source = settings.source()
                .map(address -> new InetSocketAddress(address, 0))
                .orElse(null);
        this.threads = new IoThread[settings.threads()];
    }

    /** Dials an endpoint and begins the listener's run when it accepts. */
    public void dial(Admitted admitted, RunListener listener) {
        Endpoint endpoint = admitted.endpoint();
        try {
            IoThread thread = thread(endpoint.address());
            traffic.dialled();
            Clockwork clockwork = new Clockwork(ticker);
            thread.dial(
                    new InetSocketAddress(endpoint.address(), endpoint.port()),
                    source,
                    Timeout.of(settings.dialTimeout()),
                    new Dial(listener, clockwork),
                    new DialResult(listener, endpoint.address(), clockwork));
        } catch (RuntimeException | OutOfMemoryError e) {
            broken(e); // no selector or no thread could be had, or the thread has ended
        }
    }

    /** All that has to do with one host happens on one thread: its endpoints need no locks. */
    private synchronized IoThread thread(InetAddress host) {
        int number = Math.floorMod(host.hashCode(), threads.length);
        IoThread thread = threads[number];
        if (thread == null) {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            thread = new IoThread(this);
            threads[number] = thread;
        }
        return thread;
    }

    /** What was sent and heard so far. */
    public Traffic traffic() {
        return traffic;
    }

    /**
     * Whether some run will never be told the end of: one of the threads has ended unasked, of an error that nothing here takes, or
     * a listener has failed.
     */
    public synchronized boolean isBroken() {
        if (broken) {
            return true;
        }
        for (IoThread thread : threads) {
            if (!closed && thread != null && thread.hasEnded()) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is a socket of ours. */
    public boolean isOwnSocket(InetSocketAddress socket) {
        return ownSockets.containsKey(socket);
    }

    /**
     * Whether the nonce was sent by this socket of ours: its arrival from there is no relay's. That any socket of ours has the
     * port says nothing, where a relay shares our address: its own may have the same towards another peer.
     */
    public boolean isCarrier(Nonce nonce, InetSocketAddress socket) {
        return Optional.of(nonce).equals(ownSockets.get(socket));
    }

    /** Ends everything that is under way; nobody is told. */
    @Override
    public void close() {
        @Nullable IoThread[] begun;
        synchronized (this) {
            closed = true;
            begun = threads.clone();
        }
        // outside the lock: it waits for the threads, which may be waiting for the lock
        for (IoThread thread : begun) {
            if (thread != null) {
                thread.close();
            }
        }
    }

    RequestWriter writer() {
        return writer;
    }

    void opened(SocketAddress local) {
        traffic.connected();
        ownSockets.put(local, Optional.empty());
    }

    void closed(SocketAddress local) {
        ownSockets.remove(local);
    }

    /** The socket is about to say this. */
    void carries(SocketAddress local, Optional<Nonce> nonce) {
        ownSockets.put(local, nonce);
    }

    void broken(Throwable problem) {
        broken |= !closed;
        fault(problem);
    }

    /** The run is over. */
    void answered(RunListener listener, Reply reply) {
        tell(() -> listener.answered(reply));
    }

    /** The same, where nothing was asked. */
    void unreached(RunListener listener, Ending ending) {
        tell(() -> listener.unreached(ending));
    }

    /** Tells a listener of the end: where it fails at that, its endpoint has none. */
    private void tell(Runnable end) {
        try {
            end.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            broken(e);
        }
    }

    void fault(Throwable problem) {
        if (!closed) {
            faults.accept(problem); // what is torn down complains
        }
    }

    /** What became of a dial: told apart here, by the type of the exception, where the cause is still known. */
    final class DialResult implements FutureCallback<IOSession> {
        private final RunListener listener;
        private final InetAddress address;
        private final Clockwork clockwork;

        DialResult(RunListener listener, InetAddress address, Clockwork clockwork) {
            this.listener = listener;
            this.address = address;
            this.clockwork = clockwork;
        }

        @Override
        public void completed(IOSession session) {}

        @Override
        public void failed(Exception problem) {
            if (isLackOfRoom(problem)) {
                traffic.notDialled();
                tell(() -> listener.again(false));
            } else if (wasSleptThrough(problem)) {
                tell(() -> listener.again(true));
            } else {
                unreached(listener, ending(problem));
            }
        }

        @Override
        public void cancelled() {
            // as the transport is closed: nobody is told
        }

        /**
         * No source port, or no descriptor; the latter comes as a plain SocketException. A BindException also tells that there
         * is no address of ours to dial from, as for IPv6 where it is switched off, or that a route forbids it.
         */
        private boolean isLackOfRoom(Exception problem) {
            return problem instanceof BindException
                    ? LocalAddress.towards(address, source).isPresent()
                    : problem.getClass() == SocketException.class && Descriptors.areShort();
        }

        /** The reactor counts all the time; a peer that had less than half of it may have answered meanwhile. */
        private boolean wasSleptThrough(Exception problem) {
            Duration half = settings.dialTimeout().dividedBy(2);
            return problem instanceof SocketTimeoutException
                    && clockwork.elapsed().compareTo(half) < 0;
        }

        /**
         * A reset after the handshake may come before we have heard of the connection; Java tells it from a network that
         * cannot be reached by the system's text alone.
         */
        private static Ending ending(Exception problem) {
            if (problem instanceof ConnectException) {
                return Ending.PORT_CLOSED;
            }
            String text = String.valueOf(problem.getMessage());
            return text.contains("reset") || text.contains("Broken pipe") ? Ending.RESET : Ending.PORT_FILTERED;
        }
    }
}
