package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;

@Timeout(60)
class ArrivalWriterTest {
    private final List<Integer> written = new CopyOnWriteArrayList<>();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);

    @Test
    void whatArrives_isWrittenInItsOrderToTheEnd() {
        try (ArrivalWriter writer = ArrivalWriter.to(arrival -> written.add(arrival.port()), lost::addAndGet)) {
            for (int port = 1; port <= 1_000; port++) {
                writer.accept(arrival(port));
            }
            Thread.currentThread().interrupt(); // as what ends the canary does
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).hasSize(1_000).isSorted();
        assertThat(lost).hasValue(0);
    }

    @Test
    void aReaderThatIsStuck_holdsNobodyUp_andWhatDidNotFitIsTold() throws Exception {
        int more = 7;
        try (ArrivalWriter writer = ArrivalWriter.to(this::writeWhenRead, lost::addAndGet)) {
            writer.accept(arrival(1));
            stuck.await();
            for (int i = 0; i < ArrivalWriter.MOST_WAITING + more; i++) {
                writer.accept(arrival(2));
            }
            assertThat(written).isEmpty();
            read.countDown();
        }
        assertThat(written).hasSize(1 + ArrivalWriter.MOST_WAITING);
        assertThat(lost).hasValue(more);
    }

    @Test
    void aReaderThatIsStuckAtTheEnd_isLeftBehind_andWhatWaitedIsTold() throws Exception {
        try (ArrivalWriter writer = ArrivalWriter.to(this::writeWhenRead, lost::addAndGet)) {
            writer.accept(arrival(1));
            stuck.await();
            writer.accept(arrival(2));
            writer.accept(arrival(3));
        }
        assertThat(lost).hasValue(2);
        read.countDown();
    }

    private void writeWhenRead(Arrival arrival) {
        stuck.countDown();
        try {
            read.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        written.add(arrival.port());
    }

    private static Arrival arrival(int port) {
        return new Arrival(
                new Nonce("0".repeat(Nonce.LENGTH)),
                port,
                Instant.EPOCH,
                Fixtures.LOOPBACK,
                4711,
                Arrival.Protocol.HTTP,
                "GET / HTTP/1.1\r\n");
    }
}
