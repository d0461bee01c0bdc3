package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.LONG;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.clock.HandTicker;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;

/** Nobody answers where the queue of a listener is full. */
@Timeout(120)
class UnansweredDialTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<SocketChannel> queue = new ArrayList<>();
    private ServerSocket listener;

    @BeforeEach
    void fillTheQueue() throws IOException {
        listener = new ServerSocket(0, 1, Driven.LOOPBACK);
        for (int i = 0; i < 8; i++) {
            SocketChannel waiting = SocketChannel.open();
            queue.add(waiting);
            waiting.configureBlocking(false);
            waiting.connect(new InetSocketAddress(Driven.LOOPBACK, listener.getLocalPort()));
        }
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        for (SocketChannel each : queue) {
            each.close();
        }
    }

    @Test
    void aDialThatHadItsTime_tellsOfAFilteredPort() throws Exception {
        try (Driven driven = new Driven(Ticker.systemTicker(), 1, SHORT)) {
            Driven.Told told = driven.dial(listener.getLocalPort(), Driven.run(Probes.GET, 8471, LONG));
            assertThat(told.reply().answer().ending()).isEqualTo(Ending.PORT_FILTERED);
            assertThat(told.wasConnected()).isFalse();
        }
    }

    /** For the ticker no time passes, as for a machine that sleeps. */
    @Test
    void aDialThatWasSleptThrough_isToBeMadeAgain() throws Exception {
        try (Driven driven = new Driven(HandTicker.still(), 1, SHORT)) {
            Driven.Told told = driven.dial(listener.getLocalPort(), Driven.run(Probes.GET, 8471, LONG));
            assertThat(told.again()).isTrue();
            assertThat(driven.transport.traffic().dials()).isEqualTo(1);
            assertThat(driven.faults).isEmpty();
        }
    }
}
