package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.canary.CanaryPort.State;

class BindFailureTest {
    private final List<InetSocketAddress> dialled = new ArrayList<>();
    private final BindFailure failure = new BindFailure() {
        @Override
        boolean answers(InetSocketAddress place) {
            dialled.add(place);
            return true;
        }
    };

    /** Addresses of documentation (RFC 5737, RFC 3849): no machine has them. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void anAddressOfAnotherMachine_isNotDialled(String address) {
        CanaryPort port = failure.at(new InetSocketAddress(InetAddresses.forString(address), 8471));
        assertThat(port.state()).isEqualTo(State.NO_SUCH_ADDRESS);
        assertThat(dialled).isEmpty();
    }

    @Test
    void aPlaceOfThisMachine_isDialled() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Fixtures.LOOPBACK)) {
            InetSocketAddress place = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThat(failure.at(place).state()).isEqualTo(State.TAKEN);
            assertThat(dialled).containsExactly(place);
            assertThat(new BindFailure().at(place).why()).isEqualTo("another program listens there");
        }
    }
}
