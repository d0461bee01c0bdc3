package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that reset, refuse or stop answering. Not safe for use by many threads.
 *
 * <p>Forgotten when their longest pause is over, and never more than fit in a megabyte or two.
 */
final class HostsInTrouble {
    private final Ticker ticker;
    /** Null while there was none, as in most scans. */
    private @Nullable Cache<InetAddress, HostPatience> hosts;

    HostsInTrouble(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Takes note of how a connection to a host ended. */
    void note(InetAddress address, HostPatience.Parting parting) {
        HostPatience patience = patience(address);
        patience = parting != HostPatience.Parting.WELL && patience == null ? new HostPatience() : patience;
        if (patience != null) {
            patience.note(parting, ticker.read());
            hosts = hosts == null ? none() : hosts;
            hosts.put(address, patience);
        }
    }

    /** Nanoseconds until the host may be dialled; zero or less: now. */
    long waitFor(InetAddress address) {
        HostPatience patience = patience(address);
        return patience == null ? 0 : patience.waitFrom(ticker.read());
    }

    private @Nullable HostPatience patience(InetAddress address) {
        return hosts == null ? null : hosts.getIfPresent(address);
    }

    private Cache<InetAddress, HostPatience> none() {
        return CacheBuilder.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(Duration.ofSeconds(10))
                .maximumSize(10_000)
                .build();
    }
}
