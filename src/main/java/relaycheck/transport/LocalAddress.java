package relaycheck.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scanner's own address on the path to another one. Sends nothing: connecting a datagram socket only asks the routes. */
public final class LocalAddress {
    /** Any port will do; this is the one for discarding (RFC 863). */
    private static final int DISCARD = 9;

    private LocalAddress() {}

    /** The address that a connection to this one begins at; none where there is no way. */
    public static Optional<InetAddress> towards(InetAddress address) {
        return towards(address, null);
    }

    /** The same, begun at this place; null: wherever the routes say. */
    static Optional<InetAddress> towards(InetAddress address, @Nullable SocketAddress source) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(source).connect(new InetSocketAddress(address, DISCARD));
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            return Optional.of(InetAddress.getByAddress(local.getAddress().getAddress()));
        } catch (IOException | UnsupportedAddressTypeException e) { // Java throws this where the machine has no IPv6
            return Optional.empty();
        }
    }
}
