package relaycheck.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until the process is told to end (SIGTERM, SIGINT), and holds the end up until what is open was closed. */
final class CanaryStop implements AutoCloseable {
    /** Closing takes milliseconds; who asks a second time is not kept waiting. */
    private static final int SECONDS_HELD_UP = 3;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::holdUp, "canary stop");

    private CanaryStop() {}

    static CanaryStop hooked() {
        CanaryStop stop = new CanaryStop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** Returns when the process is to end, or this thread is interrupted. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends already, as it was told
        }
    }

    private void holdUp() {
        asked.countDown();
        try {
            done.await(SECONDS_HELD_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
