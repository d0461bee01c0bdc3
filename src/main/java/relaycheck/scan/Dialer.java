package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import relaycheck.target.Admitted;
import relaycheck.transport.RunListener;
import relaycheck.transport.Transport;

/**
 * Dials no faster than the rate allows, and no host more often at a time than its limit; what must wait waits here.
 *
 * <p>Without a rate a dial goes out in the caller's thread. With one, or after a lack of room or a host's trouble, a thread of
 * its own lets each go when its time has come; questions to endpoints that are being asked go before new endpoints.
 */
final class Dialer implements AutoCloseable {
    /** How long to wait where a dial came to nothing, as without a descriptor or a source port: connections end all the time. */
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** One dial that was asked for. */
    private record Dial(Admitted endpoint, RunListener listener, boolean first) {
        InetAddress host() {
            return endpoint.endpoint().address();
        }
    }

    /** A dial and when it may go. */
    private record Due(long at, long order, Dial dial) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** What is open to one host, and what waits for it. */
    private static final class Host {
        private int open;
        private @Nullable ArrayDeque<Dial> waiting;

        boolean hasWaiting() {
            return waiting != null && !waiting.isEmpty();
        }

        /** Most hosts never have anybody wait. */
        void queue(Dial dial) {
            waiting = waiting == null ? new ArrayDeque<>() : waiting;
            waiting.add(dial);
        }

        @Nullable
        Dial poll() {
            return waiting == null ? null : waiting.poll();
        }
    }

    private final Transport transport;
    private final Ticker ticker;
    private final Pace pace;
    private final PeakRate peakRate;
    private final int perHost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<InetAddress, Host> hosts = new HashMap<>();
    /** Hosts in trouble; null while there was none, as in most scans. */
    private @Nullable Cache<InetAddress, HostPatience> troubled;

    private final ArrayDeque<Dial> followUps = new ArrayDeque<>();
    private final ArrayDeque<Dial> firsts = new ArrayDeque<>();
    private final PriorityQueue<Due> later = new PriorityQueue<>();
    private final Thread thread;
    private long order;
    private volatile int peakPerHost;
    private boolean closed;

    Dialer(Transport transport, Ticker ticker, double perSecond, int perHost) {
        this.transport = transport;
        this.ticker = ticker;
        this.pace = new Pace(ticker, perSecond);
        this.peakRate = new PeakRate(ticker);
        this.perHost = perHost;
        this.thread = new Thread(this::letGo, "relaycheck-dial");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Dials when host and rate allow. Each dial is paid back by one {@link #released}, when its connection has ended.
     *
     * @param first whether it is the endpoint's first
     */
    void dial(Admitted endpoint, RunListener listener, boolean first) {
        Dial dial = new Dial(endpoint, listener, first);
        boolean now = false;
        lock.lock();
        try {
            Host host = hosts.computeIfAbsent(dial.host(), address -> new Host());
            if (host.open >= perHost) {
                host.queue(dial);
            } else {
                take(host);
                now = ready(dial);
            }
        } finally {
            lock.unlock();
        }
        if (now) {
            send(dial);
        }
    }

    /**
     * Gives a host's place back.
     *
     * @param parting how the connection ended
     */
    void released(InetAddress address, HostPatience.Parting parting) {
        Dial next = null;
        boolean now = false;
        lock.lock();
        try {
            Host host = hosts.get(address);
            if (host == null) {
                return;
            }
            host.open--;
            note(address, parting);
            next = host.poll();
            if (next != null) {
                take(host);
                now = ready(next);
            } else if (host.open == 0) {
                hosts.remove(address);
            }
        } finally {
            lock.unlock();
        }
        if (now && next != null) {
            send(next);
        }
    }

    /** Whether a dial waits for this host to have room. */
    boolean hasWaiting(InetAddress address) {
        lock.lock();
        try {
            Host host = hosts.get(address);
            return host != null && host.hasWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Dials again after a while; the last time counts where it was {@code dialled}, that is, something was sent. */
    void again(Admitted endpoint, RunListener listener, boolean dialled) {
        if (!dialled) {
            peakRate.takeBack();
        }
        lock.lock();
        try {
            later.add(new Due(ticker.read() + AGAIN_NANOS, order++, new Dial(endpoint, listener, false)));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Counts its peaks anew. */
    void forgetPeaks() {
        peakRate.forget();
        peakPerHost = 0;
    }

    /** The most connections that one host had at a time. */
    int peakPerHost() {
        return peakPerHost;
    }

    /** The most dials within one second. */
    long peakRate() {
        return peakRate.most();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void note(InetAddress address, HostPatience.Parting parting) {
        HostPatience patience = patience(address);
        patience = parting != HostPatience.Parting.WELL && patience == null ? new HostPatience() : patience;
        if (patience != null) {
            patience.note(parting, ticker.read());
            troubled = troubled == null ? hostsInTrouble() : troubled;
            troubled.put(address, patience);
        }
    }

    private @Nullable HostPatience patience(InetAddress address) {
        return troubled == null ? null : troubled.getIfPresent(address);
    }

    /** Forgotten when their longest pause is over, and never more than fit in a megabyte or two. */
    private Cache<InetAddress, HostPatience> hostsInTrouble() {
        return CacheBuilder.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(Duration.ofSeconds(10))
                .maximumSize(10_000)
                .build();
    }

    private void take(Host host) {
        host.open++;
        peakPerHost = Math.max(peakPerHost, host.open);
    }

    /** Whether the dial may go at once in this thread; else it is queued. */
    private boolean ready(Dial dial) {
        HostPatience patience = patience(dial.host());
        long wait = patience == null ? 0 : patience.waitFrom(ticker.read());
        if (wait > 0) {
            later.add(new Due(ticker.read() + wait, order++, dial));
        } else if (pace.isUnlimited()) {
            return true;
        } else {
            (dial.first() ? firsts : followUps).add(dial);
        }
        changed.signal();
        return false;
    }

    private void send(Dial dial) {
        peakRate.count();
        transport.dial(dial.endpoint(), dial.listener());
    }

    private void letGo() {
        try {
            Dial dial = next();
            while (dial != null) {
                send(dial);
                dial = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next dial, when it may go; null at the end. */
    private @Nullable Dial next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Dial dial = poll();
                if (dial != null) {
                    long wait = pace.reserve();
                    while (wait > 0 && !closed) {
                        wait = changed.awaitNanos(wait);
                    }
                    return closed ? null : dial;
                }
                if (later.isEmpty()) {
                    changed.await();
                } else {
                    changed.awaitNanos(Math.max(1, later.peek().at() - ticker.read()));
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Dial poll() {
        Due due = later.peek();
        if (due != null && due.at() <= ticker.read()) {
            return later.remove().dial();
        }
        Dial followUp = followUps.poll();
        return followUp != null ? followUp : firsts.poll();
    }
}
