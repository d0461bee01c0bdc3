package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.LONG;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.peer.FreePort;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;

/** A reset may come after the handshake and before we have heard of the connection: many dials at once make it likely. */
@Timeout(120)
class ResetWhileDiallingTest {
    private static final int ROUNDS = 25;
    private static final int AT_ONCE = 40;

    @Test
    void aResetRightAfterTheHandshake_isThePeersAndNoFilteredOrClosedPort() throws Exception {
        try (RawPeer peer = RawPeer.of(new PeerStep.Reset())) {
            // some come so early that our request cannot be sent any more, which looks like a close
            assertThat(endings(peer.port()).elementSet())
                    .contains(Ending.RESET)
                    .isSubsetOf(Ending.RESET, Ending.CLOSED);
        }
    }

    @Test
    void aRefusal_isAClosedPort() throws Exception {
        assertThat(endings(FreePort.next()).elementSet()).containsExactly(Ending.PORT_CLOSED);
    }

    private static Multiset<Ending> endings(int port) throws Exception {
        Multiset<Ending> endings = EnumMultiset.create(Ending.class);
        try (Driven driven = new Driven()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Driven.Told> told = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    told.add(driven.dial(port, Driven.run(Probes.GET, 8471, LONG)));
                }
                for (Driven.Told each : told) {
                    endings.add(each.reply().answer().ending());
                }
            }
            assertThat(driven.faults).isEmpty();
        }
        return endings;
    }
}
