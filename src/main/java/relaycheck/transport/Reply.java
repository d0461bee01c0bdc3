package relaycheck.transport;

import java.util.Optional;
import relaycheck.probe.Answer;

/**
 * How a run ended.
 *
 * @param answer        the facts
 * @param elapsedMillis how long it took from the dial, or from the request on a connection used again
 * @param connection    the connection, where it may carry another request
 */
public record Reply(Answer answer, long elapsedMillis, Optional<Connection> connection) {}
