package relaycheck.canary;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Connections to the canary that bring no nonce of ours: a relay may dial for a CONNECT and pass nothing on, or speak TLS of its
 * own first. Counted from their beginning, since some stay open. Changed on the I/O thread alone, read by any.
 */
final class NamelessConnections {
    /** How many source addresses are remembered. */
    static final int MOST = 1_000;

    private final Set<InetSocketAddress> open = new HashSet<>();
    private final Cache<InetAddress, Integer> counts =
            CacheBuilder.newBuilder().maximumSize(MOST).concurrencyLevel(1).build();

    /** One has begun. */
    void opened(InetSocketAddress source) {
        open.add(source);
        counts.asMap().merge(source.getAddress(), 1, Integer::sum);
    }

    /** One has brought a nonce, or turned out to be our own. */
    void named(InetSocketAddress source) {
        if (open.remove(source)) {
            counts.asMap().computeIfPresent(source.getAddress(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** One has ended: as it is, it stays counted. */
    void closed(InetSocketAddress source) {
        open.remove(source);
    }

    /** How many there were, by source address. */
    ImmutableMap<InetAddress, Integer> counts() {
        return ImmutableMap.copyOf(counts.asMap());
    }
}
