package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Range;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;

/** All addresses from the first to the last, both included; one family. */
public record AddressBlock(InetAddress first, InetAddress last) {
    public AddressBlock {
        checkArgument(first.getClass() == last.getClass(), "one end is IPv4, the other is IPv6");
        checkArgument(
                AddressLine.position(first).compareTo(AddressLine.position(last)) <= 0,
                "its end lies before its start");
    }

    /** The block of one address. */
    public static AddressBlock of(InetAddress address) {
        return new AddressBlock(address, address);
    }

    /** How many addresses it holds. */
    public BigInteger size() {
        Range<BigInteger> range = range();
        return range.upperEndpoint().subtract(range.lowerEndpoint());
    }

    /** Says whether it is one of IPv4. */
    public boolean isIpv4() {
        return first instanceof Inet4Address;
    }

    /** Its interval on the {@link AddressLine}, always closed below and open above. */
    Range<BigInteger> range() {
        return Range.closedOpen(
                AddressLine.position(first), AddressLine.position(last).add(BigInteger.ONE));
    }

    @Override
    public String toString() {
        String from = InetAddresses.toAddrString(first);
        return first.equals(last) ? from : from + "-" + InetAddresses.toAddrString(last);
    }
}
