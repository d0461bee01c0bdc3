package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;

/** What arrived at the canary, for an hour. Safe for use by many threads. */
public final class Arrivals {
    /** How many are remembered: some 100 MB where each head is long, 30 MB as a rule. */
    public static final int MOST = 100_000;
    /** How long: longer than any verdict waits for its arrivals. */
    public static final Duration KEPT = Duration.ofHours(1);
    /** How many of one nonce: whoever saw a nonce go by cannot push the others out by sending it again. */
    static final int MOST_OF_ONE = 8;

    private final Clock clock;
    private final Map<Nonce, List<Arrival>> byNonce = new HashMap<>();
    private final ArrayDeque<Arrival> oldestFirst = new ArrayDeque<>();
    private final List<Consumer<Arrival>> listeners = new CopyOnWriteArrayList<>();
    private volatile Predicate<InetSocketAddress> own = source -> false;
    private volatile BiPredicate<Nonce, InetSocketAddress> carriers = (nonce, source) -> false;
    /** Our own self-tests are among them, so only the latest matter. */
    private final Set<Nonce> direct = Collections.synchronizedSet(Collections.newSetFromMap(new Latest<>(MOST / 10)));

    private final NamelessConnections nameless = new NamelessConnections();
    private long count;

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /**
     * What relaycheck itself brings is not counted from now on.
     *
     * @param ownSockets whether this is a socket of ours: what comes from there without a nonce tells nothing
     * @param ownCarriers whether the nonce was sent by this socket of ours: it was not passed on
     */
    public void ignore(Predicate<InetSocketAddress> ownSockets, BiPredicate<Nonce, InetSocketAddress> ownCarriers) {
        own = ownSockets;
        carriers = ownCarriers;
    }

    /** Tells this one of every arrival to come, on the canary's own thread: it must not block. */
    public void listen(Consumer<Arrival> listener) {
        listeners.add(listener);
    }

    /** All arrivals of a nonce that are remembered, first to last. */
    public synchronized ImmutableList<Arrival> of(Nonce nonce) {
        if (!byNonce.containsKey(nonce)) {
            return ImmutableList.of(); // as of nearly all who are asked: the clock need not be read for them
        }
        forgetOld();
        List<Arrival> found = byNonce.get(nonce);
        return found == null ? ImmutableList.of() : ImmutableList.copyOf(found);
    }

    /** Whether this nonce came from the socket of our own that carried it: whoever was asked is another door to this canary. */
    public boolean cameDirectly(Nonce nonce) {
        return direct.contains(nonce);
    }

    /** How many there were since the start, forgotten ones included. */
    public synchronized long count() {
        return count;
    }

    /** How many connections brought no nonce of ours, by source address, our own sockets left out: a hint, never proof. */
    public ImmutableMap<InetAddress, Integer> withoutNonce() {
        return nameless.counts();
    }

    /** How many are remembered. */
    synchronized int size() {
        forgetOld();
        return oldestFirst.size();
    }

    /** A connection begins. */
    void opened(InetSocketAddress source) {
        nameless.opened(source);
        leaveOutOwn(source);
    }

    /** A connection has said something, whatever it is. */
    void heardOf(InetSocketAddress source) {
        leaveOutOwn(source);
    }

    /** A connection has ended. */
    void closed(InetSocketAddress source) {
        leaveOutOwn(source);
        nameless.closed(source);
    }

    /** Asked more than once: the other thread may not know yet that a socket is its own, or no longer. */
    private void leaveOutOwn(InetSocketAddress source) {
        if (own.test(source)) {
            nameless.named(source);
        }
    }

    /** Takes an arrival, unless it is our own. */
    void add(Arrival arrival) {
        InetSocketAddress source = new InetSocketAddress(arrival.source(), arrival.sourcePort());
        nameless.named(source);
        if (carriers.test(arrival.nonce(), source)) {
            direct.add(arrival.nonce());
            return;
        }
        remember(arrival);
        for (Consumer<Arrival> listener : listeners) {
            listener.accept(arrival);
        }
    }

    private synchronized void remember(Arrival arrival) {
        count++;
        forgetOld();
        List<Arrival> same = byNonce.computeIfAbsent(arrival.nonce(), nonce -> new ArrayList<>(1));
        if (same.size() < MOST_OF_ONE) {
            same.add(arrival);
            oldestFirst.add(arrival);
        }
        if (oldestFirst.size() > MOST) {
            forget(oldestFirst.remove());
        }
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(KEPT);
        for (Arrival old = oldestFirst.peek(); old != null && old.at().isBefore(limit); old = oldestFirst.peek()) {
            forget(oldestFirst.remove());
        }
    }

    /** Those of a nonce are in the order of their arrival, so the oldest of all is the first of its own. */
    private void forget(Arrival oldest) {
        List<Arrival> same = byNonce.getOrDefault(oldest.nonce(), List.of());
        if (same.size() <= 1) {
            byNonce.remove(oldest.nonce());
        } else {
            same.remove(0);
        }
    }
}
