package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.LONG;
import static relaycheck.transport.Driven.LOOPBACK;

import com.google.common.base.Ticker;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;

/** Where there is no way, nothing is sent, and nobody tries for ever. */
class LocalAddressTest {
    /** Of documentation (RFC 5737): no machine has it, so nothing can be bound to it. */
    private static final InetAddress NOBODYS = InetAddresses.forString("192.0.2.1");

    @Test
    void theWayToThisMachine_beginsOnIt() {
        assertThat(LocalAddress.towards(LOOPBACK)).contains(LOOPBACK);
    }

    @Test
    void theWayFromAPlace_beginsThere() {
        InetAddress other = InetAddresses.forString("127.0.0.2");
        assertThat(LocalAddress.towards(LOOPBACK, new InetSocketAddress(other, 0)))
                .contains(other);
    }

    @Test
    void fromAnAddressOfAnotherMachine_thereIsNoWay() {
        assertThat(LocalAddress.towards(LOOPBACK, new InetSocketAddress(NOBODYS, 0)))
                .isEmpty();
    }

    /** The exception is the one that tells of a lack of ports, where a dial is to be repeated. */
    @Test
    @Timeout(60)
    void aDialForWhichThereIsNoWay_isUnreachedAndNotRepeated() throws Exception {
        List<Throwable> faults = new ArrayList<>();
        TransportSettings settings = new TransportSettings(LONG, Optional.of(NOBODYS), "test", 1);
        try (ServerSocket peer = new ServerSocket(0, 1, LOOPBACK);
                Transport transport = new Transport(settings, Ticker.systemTicker(), faults::add)) {
            Driven.Told told = new Driven.Told(Driven.run(Probes.GET, 8471, LONG), running -> {}, reply -> {});
            Endpoint endpoint = new Endpoint(LOOPBACK, peer.getLocalPort());
            transport.dial((Admitted) Scope.none().admit(endpoint), told);
            assertThat(told.reply().answer().ending()).isEqualTo(Ending.PORT_FILTERED);
        }
        assertThat(faults).isEmpty();
    }
}
