package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

/** What does not fit waits for the session to take bytes again, and no longer: else the reactor would turn round and round. */
class OutboxTest {
    private final List<String> calls = new ArrayList<>();
    private final Traffic traffic = new Traffic();
    private int room;
    private final Outbox outbox = new Outbox(session(), traffic);

    @Test
    void whatFits_isWrittenAtOnce_andNothingIsWaitedFor() {
        room = 10;
        outbox.send(bytes(4));
        assertThat(calls).containsExactly("write 4");
        assertThat(traffic.bytesSent()).isEqualTo(4);
    }

    @Test
    void whatDoesNotFit_isWaitedFor_untilItIsGone() {
        room = 3;
        outbox.send(bytes(4));
        assertThat(calls).containsExactly("write 3", "setEvent " + EventMask.WRITE);
        room = 10;
        outbox.writable();
        assertThat(calls).endsWith("write 1", "clearEvent " + EventMask.WRITE);
    }

    @Test
    void whatIsSentWhileBytesWait_goesBehindThem() {
        outbox.send(bytes(2));
        outbox.send(bytes(3));
        room = 10;
        outbox.writable();
        assertThat(calls).endsWith("write 5", "clearEvent " + EventMask.WRITE);
        assertThat(traffic.bytesSent()).isEqualTo(5);
    }

    @Test
    void eventThatNothingWaitsFor_isCleared() {
        outbox.writable();
        assertThat(calls).containsExactly("clearEvent " + EventMask.WRITE);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length);
    }

    /** Takes as many bytes as there is room for. */
    private IOSession session() {
        return (IOSession) Proxy.newProxyInstance(
                IOSession.class.getClassLoader(), new Class<?>[] {IOSession.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("write")) {
                        calls.add(method.getName() + " " + arguments[0]);
                        return null;
                    }
                    ByteBuffer source = (ByteBuffer) arguments[0];
                    int taken = Math.min(room, source.remaining());
                    source.position(source.position() + taken);
                    calls.add("write " + taken);
                    return taken;
                });
    }
}
