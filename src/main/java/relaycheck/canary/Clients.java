package relaycheck.canary;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import relaycheck.http.Chunk;

/** Who is connected, and whether one more may be. For one thread at a time, but for {@link #turnedAway}. */
final class Clients {
    /** Addresses that are remembered for having had too many connections. */
    private static final int MOST_TOLD = 100;

    private final Limits limits;
    private final Multiset<Chunk> perClient = HashMultiset.create();
    private final Set<ClientHandler> oldestFirst = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> turnedAway = new Latest<>(MOST_TOLD);

    Clients(Limits limits) {
        this.limits = limits;
    }

    /** Takes a client in, unless it has too many connections; where all have too many, the oldest has to go. */
    boolean admit(ClientHandler handler, InetAddress source) {
        if (perClient.count(network(source)) >= limits.perClient()) {
            synchronized (turnedAway) {
                turnedAway.merge(source, 1, Integer::sum);
            }
            return false;
        }
        if (oldestFirst.size() >= limits.connections()) {
            Iterator<ClientHandler> oldest = oldestFirst.iterator();
            oldest.next().drop();
        }
        perClient.add(network(source));
        return oldestFirst.add(handler);
    }

    void left(ClientHandler handler, InetAddress source) {
        if (oldestFirst.remove(handler)) {
            perClient.remove(network(source));
        }
    }

    /** Where the reactor has ended: it does not tell of each connection that ended with it, and its place would stay taken. */
    void dropAll() {
        for (ClientHandler each : ImmutableList.copyOf(oldestFirst)) {
            each.drop();
        }
    }

    /** How many connections were turned away, by source address: a relay among them was reached and cannot prove it. */
    ImmutableMap<InetAddress, Integer> turnedAway() {
        synchronized (turnedAway) {
            return ImmutableMap.copyOf(turnedAway);
        }
    }

    /** Whoever has one IPv6 address usually has a /64 of them. */
    private static Chunk network(InetAddress source) {
        return Chunk.copyOf(source.getAddress()).first(source instanceof Inet6Address ? 8 : 4);
    }
}
