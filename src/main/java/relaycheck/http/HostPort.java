package relaycheck.http;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Hosts and authorities in the spelling that goes on the wire (RFC 3986 §3.2). */
public final class HostPort {
    private HostPort() {}

    /** The literal, in brackets where it is IPv6. Never asks DNS. */
    public static String host(InetAddress address) {
        String literal = InetAddresses.toAddrString(address);
        return address instanceof Inet6Address ? "[" + literal + "]" : literal;
    }

    /** {@code host:port}. */
    public static String of(InetAddress address, int port) {
        return host(address) + ":" + port;
    }
}
