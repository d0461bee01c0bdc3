/**
 * The questions that are put to an endpoint, and what an answer means. Pure.
 *
 * <p>A {@link relaycheck.probe.Probe} is a dialogue, not a socket: each {@link relaycheck.probe.Dialogue} state says what
 * to do at an {@link relaycheck.probe.Event}; a transport drives it. It ends in an {@link relaycheck.probe.Answer}, which
 * holds facts; {@link relaycheck.probe.Outcomes} says what the facts mean.
 */
@NullMarked
package relaycheck.probe;

import org.jspecify.annotations.NullMarked;
