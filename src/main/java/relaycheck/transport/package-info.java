/**
 * Drives dialogues over HttpCore's reactor. Shell.
 *
 * <p>An I/O thread serves thousands of connections, and all of one host. {@link relaycheck.transport.AnswerParser} turns bytes into events
 * without a socket; {@link relaycheck.transport.DialogueDriver} stands between a session and a dialogue, hears of the one by
 * {@link relaycheck.transport.SessionEvents} and sends by {@link relaycheck.transport.Outbox};
 * {@link relaycheck.transport.Transport} dials, and takes nothing but what a scope has admitted.
 */
@NullMarked
package relaycheck.transport;

import org.jspecify.annotations.NullMarked;
