package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenersTest {
    private final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Thread> served = new CompletableFuture<>();

    @Test
    void afterAReactorFailed_anotherListensOnTheSamePlaces() throws Exception {
        try (Listeners listeners = new Listeners(this::handler, () -> {})) {
            InetSocketAddress place = listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0));
            listeners.restart(1);
            listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0)); // the places before it are bound before it
            try (RawClient client = new RawClient(place)) {
                assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1:" + client.port());
            }
        }
    }

    /** What its connections hold is given back there, where no I/O thread is at it. */
    @Test
    void whatAReactorThatFailedHad_isGoneBeforeAnotherListens() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (Listeners listeners = new Listeners(
                        this::handler, () -> ended.set(!served.join().isAlive()));
                RawClient client = new RawClient(listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0)))) {
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1:" + client.port());
            listeners.restart(1);
            assertThat(ended).isTrue();
        }
    }

    @Test
    void aPlaceThatIsTakenMeanwhile_isToldAndTriedUntilItIsFree() throws Exception {
        AtomicBoolean taken = new AtomicBoolean();
        CountDownLatch tries = new CountDownLatch(3);
        Listeners listeners = new Listeners(this::handler, () -> {}) {
            @Override
            InetSocketAddress listen(InetSocketAddress place) throws IOException {
                if (taken.get()) {
                    tries.countDown();
                    throw new BindException("taken");
                }
                return super.listen(place);
            }
        };
        try (listeners) {
            InetSocketAddress place = listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0));
            taken.set(true);
            Thread restart = new Thread(() -> listeners.restart(1));
            restart.start();
            assertThat(tries.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(listeners.lost()).containsExactly(place);
            taken.set(false);
            restart.join(20_000);
            assertThat(listeners.lost()).isEmpty();
            try (RawClient client = new RawClient(place)) {
                assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1:" + client.port());
            }
        }
    }

    @Test
    void aReactorThatEnded_takesNoPlaceAndSaysSo() throws Exception {
        Listeners listeners = new Listeners(this::handler, () -> {});
        listeners.close();
        assertThatThrownBy(() -> listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void afterClose_noFailureBringsItBack() throws IOException {
        Listeners listeners = new Listeners(this::handler, () -> {});
        InetSocketAddress place = listeners.bind(new InetSocketAddress(Fixtures.LOOPBACK, 0));
        listeners.close();
        listeners.restart(1);
        assertThatThrownBy(() -> new RawClient(place)).isInstanceOf(IOException.class);
    }

    private IOEventHandler handler(IOSession session) {
        served.complete(Thread.currentThread());
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
