package relaycheck.scan;

import java.net.Inet4Address;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import relaycheck.target.Endpoint;

/** Endpoints that an earlier part of the run has judged: eight bytes each for IPv4. Nothing changes once it is made. */
public final class Decided implements Predicate<Endpoint> {
    /** Where nothing was judged before. */
    public static final Decided NOTHING = new Decided(List.of());

    private final long[] ipv4;
    private final Set<Endpoint> others = new HashSet<>();

    private Decided(Iterable<Endpoint> endpoints) {
        long[] keys = new long[1024];
        int count = 0;
        for (Endpoint endpoint : endpoints) {
            if (endpoint.address() instanceof Inet4Address) {
                keys = count == keys.length ? Arrays.copyOf(keys, 2 * count) : keys;
                keys[count++] = key(endpoint);
            } else {
                others.add(endpoint);
            }
        }
        ipv4 = Arrays.copyOf(keys, count);
        Arrays.sort(ipv4);
    }

    /** These endpoints. */
    public static Decided of(Iterable<Endpoint> endpoints) {
        return new Decided(endpoints);
    }

    @Override
    public boolean test(Endpoint endpoint) {
        return endpoint.address() instanceof Inet4Address
                ? Arrays.binarySearch(ipv4, key(endpoint)) >= 0
                : others.contains(endpoint);
    }

    /** How many. */
    public int size() {
        return ipv4.length + others.size();
    }

    private static long key(Endpoint endpoint) {
        byte[] bytes = endpoint.address().getAddress();
        return (bytes[0] & 0xffL) << 40
                | (bytes[1] & 0xffL) << 32
                | (bytes[2] & 0xffL) << 24
                | (bytes[3] & 0xffL) << 16
                | endpoint.port();
    }
}
