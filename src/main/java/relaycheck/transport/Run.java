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
public record Run(Subject subject, Dialogue dialogue, Duration deadline) {}
