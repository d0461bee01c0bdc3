package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;
import relaycheck.target.Endpoint;

class IoThreadsTest {
    @Test
    void hostsAreShared_eachIsOneThreadsAlone() throws Exception {
        SetMultimap<String, Thread> threads = Multimaps.synchronizedSetMultimap(HashMultimap.create());
        List<CompletableFuture<Ending>> endings = new ArrayList<>();
        try (ServerSocket peer = new ServerSocket();
                Driven driven = new Driven(Ticker.systemTicker(), 2)) {
            peer.bind(new InetSocketAddress("0.0.0.0", 0), 100);
            for (int i = 0; i < 20; i++) {
                String host = "127.0.3." + (1 + i % 4);
                endings.add(dial(driven, new Endpoint(InetAddresses.forString(host), peer.getLocalPort()), threads));
            }
            for (int i = 0; i < 20; i++) {
                peer.accept().close();
            }
            for (CompletableFuture<Ending> ending : endings) {
                assertThat(ending.get(Driven.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isIn(Ending.CLOSED, Ending.RESET);
            }
            assertThat(driven.faults).isEmpty();
        }
        assertThat(threads.keySet()).hasSize(4);
        assertThat(threads.asMap().values()).allMatch(ofOneHost -> ofOneHost.size() == 1);
        assertThat(threads.values().stream().distinct()).hasSize(2);
    }

    /** An error that is nobody's to catch: who waits for answers must not wait for ever. */
    @Test
    @Timeout(60)
    void aThreadThatDies_isNoticed() throws Exception {
        OutOfMemoryError full = new OutOfMemoryError("a test");
        try (Socket bound = new Socket();
                Driven driven = new Driven(Ticker.systemTicker(), 1)) {
            bound.bind(new InetSocketAddress(Driven.LOOPBACK, 0));
            assertThat(driven.transport.isBroken()).isFalse();
            CompletableFuture<Thread> dying = new CompletableFuture<>();
            driven.dial(
                    bound.getLocalPort(), new Driven.Told(Driven.run(Probes.GET, 1, Driven.LONG), run -> {}, reply -> {
                        dying.complete(Thread.currentThread());
                        throw full;
                    }));
            dying.get(Driven.LONG.toSeconds(), TimeUnit.SECONDS).join(Driven.LONG.toMillis());
            assertThat(driven.transport.isBroken()).isTrue();
            assertThat(driven.faults).containsExactly(full);
        }
    }

    /** As where the system gives no more threads: whoever dials may be a thread that nobody waits for. */
    @Test
    void aDialThatThereIsNoMemoryFor_breaksTheTransport() {
        OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
        Ticker exhausted = new Ticker() {
            @Override
            public long read() {
                throw none;
            }
        };
        try (Driven driven = new Driven(exhausted, 1)) {
            driven.dial(1, Driven.run(Probes.GET, 1, Driven.LONG));
            assertThat(driven.transport.isBroken()).isTrue();
            assertThat(driven.faults).containsExactly(none);
        }
    }

    @Test
    void aThreadThatWasClosed_isNotBroken() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(Driven.LOOPBACK, 0)); // and never listens
            Driven driven = new Driven(Ticker.systemTicker(), 1);
            driven.dial(bound.getLocalPort(), Driven.run(Probes.GET, 1, Driven.LONG));
            driven.close();
            assertThat(driven.transport.isBroken()).isFalse();
        }
    }

    @Test
    void whatIsClosed_beginsNoThread() {
        Driven driven = new Driven(Ticker.systemTicker(), 2);
        driven.close();
        Driven.Told told = driven.dial(1, Driven.run(Probes.GET, 1, Driven.LONG));
        assertThat(told.wasMade()).isFalse();
        assertThat(driven.transport.traffic().dials()).isZero();
        assertThat(driven.transport.isBroken()).isFalse();
    }

    private static CompletableFuture<Ending> dial(
            Driven driven, Endpoint endpoint, SetMultimap<String, Thread> threads) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        driven.dial(
                endpoint,
                new Driven.Told(
                        Driven.run(Probes.GET, 1, Driven.LONG),
                        run -> threads.put(endpoint.host(), Thread.currentThread()),
                        reply -> {
                            threads.put(endpoint.host(), Thread.currentThread());
                            ending.complete(reply.answer().ending());
                        }));
        return ending;
    }
}
