package relaycheck.transport;

import java.time.Duration;
import relaycheck.probe.Dialogue;
import relaycheck.probe.Subject;

/**
 * One run of a probe, ready to be driven.
 *
 * @param subject  what it is about
 * @param dialogue its first state, which awaits the connection
 * @param deadline how long it may take in all, from the dial on
 */
public record ProbeRun(Subject subject, Dialogue dialogue, Duration deadline) {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /**
     * How much of a time is left when a run of that length, silent so far, is said to be quiet: enough for another question to
     * be answered, and over when it is.
     */
    public static Duration lastWords(Duration deadline) {
        // of nanoseconds: Duration divides by way of decimals, and this is asked for each question
        return Duration.ofNanos(Math.min(LAST_WORDS.toNanos(), deadline.toNanos() / 2));
    }
}
