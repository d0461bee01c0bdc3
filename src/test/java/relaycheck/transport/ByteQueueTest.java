package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.junit.jupiter.api.Test;

/** Thousands of connections have a queue each: what one holds on to counts, not how long it takes. */
class ByteQueueTest {
    private static final int KEPT = 4096;

    private final ByteQueue queue = new ByteQueue(64 * 1024);

    @Test
    void aPageThatWasTaken_isLetGo() {
        queue.add(bytes(60_000));
        queue.mark();
        assertThat(queue.capacity()).isGreaterThanOrEqualTo(60_000);
        assertThat(queue.takeAll().length()).isEqualTo(60_000);
        assertThat(queue.capacity()).isLessThanOrEqualTo(KEPT);
    }

    @Test
    void aPageThatComesAtOnce_takesNoMoreThanItself() {
        queue.add(bytes(60_000));
        assertThat(queue.capacity()).isEqualTo(60_000);
    }

    @Test
    void whatIsTakenAsItComes_needsNoMoreRoom() {
        for (int i = 0; i < 1_000; i++) {
            queue.add(bytes(100));
            queue.takeAll();
        }
        assertThat(queue.capacity()).isEqualTo(512);
    }

    /** A line whose end is awaited: to copy it at each byte would take the square of its length. */
    @Test
    void whatIsWaitedFor_growsTwofold() throws Exception {
        int grown = 0;
        for (int i = 0, before = 0; i < 60_000; i += 100) {
            queue.add(bytes(100));
            assertThat(queue.readLine(new CharArrayBuffer(16), false)).isFalse();
            grown += queue.capacity() == before ? 0 : 1;
            before = queue.capacity();
        }
        assertThat(queue.capacity()).isLessThanOrEqualTo(2 * 60_000);
        assertThat(grown).isLessThan(10);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.wrap(new byte[length]);
    }
}
