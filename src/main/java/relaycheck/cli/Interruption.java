package relaycheck.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ctrl-C, or a TERM signal: stops in order and lets the reports be written before the process ends. */
final class Interruption implements AutoCloseable {
    /** Reports of a large scan take some seconds. */
    private static final long PATIENCE_SECONDS = 60;

    private final PrintWriter err;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile @Nullable Runnable stop;
    private volatile int status = ExitStatus.INCOMPLETE;

    private Interruption(PrintWriter err) {
        this.err = err;
    }

    static Interruption hooked(PrintWriter err) {
        Interruption interruption = new Interruption(err);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::end, "relaycheck-interruption"));
        return interruption;
    }

    /** From here on there is something to report: before it, the process ends at once. */
    void stopsBy(Runnable orderly) {
        stop = orderly;
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

    private void end() {
        if (written.getCount() == 0) {
            return; // an ordinary end
        }
        Runnable orderly = stop;
        if (orderly == null) {
            err.println("relaycheck: interrupted before anything was asked");
        } else {
            orderly.run();
            await();
        }
        Runtime.getRuntime().halt(status);
    }

    private void await() {
        try {
            written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
