package relaycheck.canary;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import relaycheck.http.Chunk;

/** Who is connected, and whether one more may be. For the one I/O thread only. */
final class Clients {
    private final Limits limits;
    private final Multiset<Chunk> perClient = HashMultiset.create();
    private final Set<ClientHandler> oldestFirst = new LinkedHashSet<>();

    Clients(Limits limits) {
        this.limits = limits;
    }

    /** Takes a client in, unless it has too many connections; where all have too many, the oldest has to go. */
    boolean admit(ClientHandler handler, InetAddress source) {
        if (perClient.count(network(source)) >= limits.perClient()) {
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

    /** Whoever has one IPv6 address usually has a /64 of them. */
    private static Chunk network(InetAddress source) {
        return Chunk.copyOf(source.getAddress()).first(source instanceof Inet6Address ? 8 : 4);
    }
}
