package relaycheck.scan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** The scanner's own address on the path to another one. Sends nothing: connecting a datagram socket only asks the routes. */
final class LocalAddress {
    /** Any port will do; this is the one for discarding (RFC 863). */
    private static final int DISCARD = 9;

    private LocalAddress() {}

    static Optional<InetAddress> towards(InetAddress address) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(address, DISCARD));
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            return Optional.of(InetAddress.getByAddress(local.getAddress().getAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
