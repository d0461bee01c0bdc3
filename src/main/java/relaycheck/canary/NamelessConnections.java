package relaycheck.canary;

import com.google.common.collect.ImmutableMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Connections to the canary that bring no nonce of ours: a relay may dial for a CONNECT and pass nothing on, or speak TLS of its
 * own first. Counted from their beginning, since some stay open. Changed on the I/O thread alone, read by any.
 */
final class NamelessConnections {
    /** How many source addresses are remembered. */
    static final int MOST = 1_000;

    private final Set<InetSocketAddress> open = new HashSet<>();
    /** Guarded by this. */
    private final Map<InetAddress, Integer> counts = new Latest<>(MOST);

    /** One has begun. */
    void opened(InetSocketAddress source) {
        open.add(source);
        count(source.getAddress(), 1);
    }

    /** One has brought a nonce, or turned out to be our own. */
    void named(InetSocketAddress source) {
        if (open.remove(source)) {
            count(source.getAddress(), -1);
        }
    }

    /** One has ended: as it is, it stays counted. */
    void closed(InetSocketAddress source) {
        open.remove(source);
    }

    /** How many there were, by source address. */
    synchronized ImmutableMap<InetAddress, Integer> counts() {
        return ImmutableMap.copyOf(counts);
    }

    private synchronized void count(InetAddress source, int more) {
        int count = counts.getOrDefault(source, 0) + more;
        if (count > 0) {
            counts.put(source, count);
        } else {
            counts.remove(source);
        }
    }
}
