package relaycheck.target;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Disjoint intervals of the {@link AddressLine}, numbered through from 0, and walked in the order of a {@link Stride}:
 * neither neighbours in a block nor blocks that were listed one after the other are hit in a row. Memory depends on the
 * number of intervals, not on what they hold.
 */
final class Expansion implements Iterable<Target> {
    /** One interval. IPv4, where millions are usual, is counted in an int. */
    private record Segment(BigInteger first, boolean ipv4, int firstIpv4, Target.Listing listing) {
        Target target(long offset) {
            InetAddress address = ipv4
                    ? AddressLine.ipv4(firstIpv4 + (int) offset)
                    : AddressLine.at(first.add(BigInteger.valueOf(offset)));
            return new Target(address, listing);
        }
    }

    private final ImmutableList<Segment> segments;
    /** Of each segment, the number of its first address. */
    private final long[] starts;

    private final long size;
    private final long endpoints;

    Expansion(RangeMap<BigInteger, Target.Listing> intervals) {
        Map<Range<BigInteger>, Target.Listing> map = intervals.asMapOfRanges();
        ImmutableList.Builder<Segment> all = ImmutableList.builderWithExpectedSize(map.size());
        starts = new long[map.size()];
        int i = 0;
        long addresses = 0;
        long asked = 0;
        for (Map.Entry<Range<BigInteger>, Target.Listing> entry : map.entrySet()) {
            BigInteger first = entry.getKey().lowerEndpoint();
            boolean ipv4 = first.compareTo(AddressLine.FIRST_IPV4) >= 0;
            all.add(new Segment(first, ipv4, first.intValue(), entry.getValue()));
            starts[i++] = addresses;
            long length = entry.getKey().upperEndpoint().subtract(first).longValueExact();
            addresses = Math.addExact(addresses, length);
            asked = Math.addExact(
                    asked, Math.multiplyExact(length, entry.getValue().ports().size()));
        }
        segments = all.build();
        size = addresses;
        endpoints = asked;
    }

    long endpoints() {
        return endpoints;
    }

    @Override
    public Iterator<Target> iterator() {
        Stride stride = new Stride(size);
        return new Iterator<>() {
            private long given;
            private long index;

            @Override
            public boolean hasNext() {
                return given < size;
            }

            @Override
            public Target next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Target target = target(index);
                index = stride.after(index);
                given++;
                return target;
            }
        };
    }

    private Target target(long index) {
        int found = Arrays.binarySearch(starts, index);
        int segment = found >= 0 ? found : -found - 2;
        return segments.get(segment).target(index - starts[segment]);
    }
}
