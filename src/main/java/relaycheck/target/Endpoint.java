package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An address and port that is asked. Equal, and ordered, by the bytes of the address (IPv4 first) and the port.
 *
 * <p>The address never carries a name or a zone, and an IPv4-mapped IPv6 address is the IPv4 address that it means. Nothing
 * here asks the DNS, forwards or backwards.
 */
public record Endpoint(InetAddress address, int port) implements Comparable<Endpoint> {
    /** IPv4 before IPv6, each by its bytes. */
    public static final Comparator<InetAddress> BY_ADDRESS = Comparator.comparingInt(
                    (InetAddress address) -> address.getAddress().length)
            .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned);

    public Endpoint {
        checkArgument(port >= 1 && port <= 65535, "%s is not a port (1-65535)", port);
        address = AddressLine.ofBytes(address.getAddress());
    }

    /** From an address literal such as {@code 10.0.0.1} or {@code ::1}; anything else is an error, not a question. */
    public static Endpoint of(String literal, int port) {
        return new Endpoint(InetAddresses.forString(literal), port);
    }

    /** Says whether the address is one of IPv4. */
    public boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /** The address as a literal without brackets: {@code 10.0.0.1}, {@code ::1}. */
    public String host() {
        return InetAddresses.toAddrString(address);
    }

    @Override
    public int compareTo(Endpoint other) {
        int byAddress = BY_ADDRESS.compare(address, other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    /** As it stands in a URL: {@code 10.0.0.1:80}, {@code [::1]:80}. */
    @Override
    public String toString() {
        return isIpv4() ? host() + ":" + port : "[" + host() + "]:" + port;
    }
}
