package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Ending;
import relaycheck.scan.HostPatience.Parting;
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
    /** A host that counts must have heard that the last connection is over: the reactor closes one after the turn that said so. */
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A dial and when it may go. */
    private record Due(long at, long order, Dial dial) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Transport transport;
    private final Ticker ticker;
    private final Pace pace;
    private final PeakRate peakRate;
    private final int perHost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<InetAddress, HostDials> hosts = new HashMap<>();
    private final HostsInTrouble troubled;
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
        this.troubled = new HostsInTrouble(ticker);
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
            HostDials host = hosts.computeIfAbsent(dial.host(), address -> new HostDials());
            if (host.open() >= most(host)) {
                host.queue(dial);
            } else {
                take(host);
                now = ready(host, dial);
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
    void released(InetAddress address, Parting parting) {
        lock.lock();
        try {
            HostDials host = hosts.get(address);
            if (host != null) {
                host.note(parting);
                troubled.note(address, parting);
            }
        } finally {
            lock.unlock();
        }
        makeRoom(address);
    }

    private void makeRoom(InetAddress address) {
        Dial next = null;
        ImmutableList<HostDials.Unreached> told = ImmutableList.of();
        lock.lock();
        try {
            HostDials host = hosts.get(address);
            if (host == null) {
                return;
            }
            host.leave();
            next = next(host);
            told = host.tell();
            if (host.isDone()) {
                hosts.remove(address);
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            send(next);
        }
        for (HostDials.Unreached each : told) {
            each.dial().listener().unreached(each.ending());
        }
    }

    /**
     * Puts off what became of an endpoint's first dial while the host had other connections: one that counts them refuses what is
     * beyond its number, whatever listens there. When the others are over, the endpoint is dialled again if the host was seen to
     * count; else its listener is told once more.
     *
     * @return whether there is a reason to
     */
    boolean putOff(Admitted endpoint, RunListener listener, Ending ending) {
        Dial dial = new Dial(endpoint, listener, true);
        lock.lock();
        try {
            HostDials host = hosts.get(dial.host());
            if (host == null || host.open() == 1 && !host.isCounting()) {
                return false;
            }
            if (host.open() == 1) {
                troubled.note(dial.host(), Parting.NOT_TAKEN);
            }
            host.putOff(dial, ending);
        } finally {
            lock.unlock();
        }
        makeRoom(dial.host());
        return true;
    }

    /** Whether a dial waits for this host to have room. */
    boolean hasWaiting(InetAddress address) {
        lock.lock();
        try {
            HostDials host = hosts.get(address);
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

    private int most(HostDials host) {
        return host.isCounting() ? 1 : perHost;
    }

    /** The host's next dial if there is room for it and it may go in this thread. */
    private @Nullable Dial next(HostDials host) {
        if (host.isCounting()) {
            host.queueUnreached();
        }
        Dial next = host.open() < most(host) ? host.poll() : null;
        if (next == null) {
            return null;
        }
        take(host);
        return ready(host, next) ? next : null;
    }

    private void take(HostDials host) {
        host.enter();
        peakPerHost = Math.max(peakPerHost, host.open());
    }

    /** Whether the dial may go at once in this thread; else it is queued. */
    private boolean ready(HostDials host, Dial dial) {
        long wait = Math.max(host.isCounting() ? MOMENT_NANOS : 0, troubled.waitFor(dial.host()));
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
