package relaycheck.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries a few times, with longer and longer pauses, and never longer than it may.
 *
 * @param attempts how often
 * @param pause    after the first failure; four times as long after each further one
 * @param most     how long it may take in all, whatever the other side does
 */
record Delivery(int attempts, Duration pause, Duration most) {
    /** Three attempts, within half a minute. */
    static final Delivery STANDARD = new Delivery(3, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int LONGER = 4;

    /** Why it was not delivered; empty where it was. */
    Optional<String> failure(Channel channel, Notice notice) throws InterruptedException {
        FutureTask<Optional<String>> task = new FutureTask<>((Callable<Optional<String>>) () -> tried(channel, notice));
        // a thread of its own, which does not keep the process: a peer can hold a read for as long as it trickles bytes
        Thread thread = new Thread(task, "notify");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Optional.of("gave up after " + most.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private Optional<String> tried(Channel channel, Notice notice) throws InterruptedException {
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            try {
                channel.send(notice);
                return Optional.empty();
            } catch (RefusedException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                if (attempt == attempts) {
                    return Optional.of("failed " + attempts + " times, at last: " + e.getMessage());
                }
            }
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            wait = wait.multipliedBy(LONGER);
        }
    }
}
