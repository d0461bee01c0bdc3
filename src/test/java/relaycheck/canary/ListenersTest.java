package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenersTest {
    private final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();

    @Test
    void afterAReactorFailed_anotherListensOnTheSamePlaces() throws Exception {
        try (Listeners listeners = new Listeners(this::handler)) {
            InetSocketAddress place = listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0));
            listeners.restart(1);
            listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0)); // the places before it are bound before it
            try (RawClient client = new RawClient(place)) {
                assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1:" + client.port());
            }
        }
    }

    @Test
    void afterClose_noFailureBringsItBack() throws IOException {
        Listeners listeners = new Listeners(this::handler);
        InetSocketAddress place = listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0));
        listeners.close();
        listeners.restart(1);
        assertThatThrownBy(() -> new RawClient(place)).isInstanceOf(IOException.class);
    }

    private IOEventHandler handler(IOSession session) {
        arrived.add("127.0.0.1:" + ((InetSocketAddress) session.getRemoteAddress()).getPort());
        return new Deaf();
    }

    /** Does nothing with what comes. */
    private static final class Deaf implements IOEventHandler {
        @Override
        public void connected(IOSession session) {}

        @Override
        public void inputReady(IOSession session, ByteBuffer source) {}

        @Override
        public void outputReady(IOSession session) {}

        @Override
        public void timeout(IOSession session, org.apache.hc.core5.util.Timeout timeout) {}

        @Override
        public void exception(IOSession session, Exception cause) {}

        @Override
        public void disconnected(IOSession session) {}
    }
}
