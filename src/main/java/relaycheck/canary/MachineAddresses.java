package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;

/** The addresses of this machine on which a canary can be reached. */
final class MachineAddresses {
    private MachineAddresses() {}

    /** Loopback included; link-local ones are left out, since no URL can name their interface. Loopback comes last. */
    static ImmutableList<InetAddress> all() {
        try {
            return ImmutableList.copyOf(NetworkInterface.networkInterfaces()
                    .filter(MachineAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .sorted(Comparator.comparing(InetAddress::isLoopbackAddress))
                    .toList());
        } catch (SocketException e) {
            return ImmutableList.of(InetAddress.getLoopbackAddress());
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
