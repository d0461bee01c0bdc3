package relaycheck.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, or a TERM signal: stops in order and lets the reports be written before the process ends. */
final class Interruption implements AutoCloseable {
    /** Reports of a large scan take some seconds. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch written = new CountDownLatch(1);
    private volatile int status = ExitStatus.INCOMPLETE;

    private Interruption() {}

    static Interruption of(Runnable stop) {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(() -> interruption.end(stop), "relaycheck-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return interruption;
    }

    /** Everything is written. */
    void over(int exitStatus) {
        status = exitStatus;
        written.countDown();
    }

    /** Nothing more will be written: whoever fails before all is, does not wait for it. */
    @Override
    public void close() {
        written.countDown();
    }

    private void end(Runnable stop) {
        if (written.getCount() == 0) {
            return; // an ordinary end
        }
        stop.run();
        try {
            written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
