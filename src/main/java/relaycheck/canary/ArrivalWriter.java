package relaycheck.canary;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import relaycheck.proof.Arrival;

/**
 * Hands arrivals to whoever writes them, on a thread of its own: a pipe that nobody reads must not stop the canary's
 * answers. What comes while the writer is stuck waits; what does not fit is counted and told, not written.
 */
public final class ArrivalWriter implements Consumer<Arrival>, AutoCloseable {
    /** Arrivals that wait: some 10 MB where each head is long. */
    static final int MOST_WAITING = 2_000;

    private static final long LOOK_MILLIS = 20;
    /** For what still waits at the end; the process is held up no longer. */
    private static final Duration TO_FINISH = Duration.ofSeconds(2);

    private final Consumer<Arrival> sink;
    private final LongConsumer lost;
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong untold = new AtomicLong();
    private final Thread thread = new Thread(this::write, "canary log");
    private volatile boolean ended;

    private ArrivalWriter(Consumer<Arrival> sink, LongConsumer lost) {
        this.sink = sink;
        this.lost = lost;
        thread.setDaemon(true);
    }

    /**
     * Starts one.
     *
     * @param sink writes an arrival, and may block
     * @param lost told how many were not written, each once
     */
    public static ArrivalWriter to(Consumer<Arrival> sink, LongConsumer lost) {
        ArrivalWriter writer = new ArrivalWriter(sink, lost);
        writer.thread.start();
        return writer;
    }

    /** Takes an arrival and never waits. */
    @Override
    public void accept(Arrival arrival) {
        if (!waiting.offer(arrival)) {
            untold.incrementAndGet();
        }
    }

    /** Writes what still waits; nothing may come any more. An interrupt is what ends the canary, and loses nothing. */
    @Override
    public void close() {
        ended = true;
        Uninterruptibles.joinUninterruptibly(thread, TO_FINISH);
        if (thread.isAlive()) {
            untold.addAndGet(waiting.size());
            waiting.clear();
        }
        tellLost();
    }

    private void write() {
        try {
            boolean last = false;
            while (!last || !waiting.isEmpty()) {
                last = ended;
                Arrival next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    sink.accept(next);
                    tellLost();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellLost() {
        long count = untold.getAndSet(0);
        if (count > 0) {
            lost.accept(count);
        }
    }
}
