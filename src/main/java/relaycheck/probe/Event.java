package relaycheck.probe;

import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;

/** What happened to a dialogue. Data: can be logged, replayed, fuzzed. */
public sealed interface Event {
    /** The endpoint accepted the connection, or the connection of an earlier request is there to be used again. */
    record Connected() implements Event {}

    /** The TLS handshake succeeded; from here on bytes are those inside. */
    record TlsEstablished() implements Event {}

    /** There is no TLS here. */
    record TlsFailed() implements Event {}

    /** An informational answer (1xx): not the answer (RFC 9110 §15.2). */
    record InterimReceived(ResponseHead head) implements Event {}

    /** The head of the answer. */
    record HeadReceived(ResponseHead head) implements Event {}

    /** Content with its transfer and content codings taken off, or bytes of a tunnel. */
    record BytesReceived(Chunk bytes) implements Event {}

    /** Bytes that are not an HTTP answer. */
    record NotHttp(Chunk bytes) implements Event {}

    /** The answer is whole by its own framing (RFC 9112 §6). */
    record MessageCompleted() implements Event {}

    /**
     * The peer ended the connection.
     *
     * @param reset by a reset
     */
    record InputEnded(boolean reset) implements Event {}

    /** More came than an answer may be long, or a line or the head as a whole was too long. */
    record LimitReached() implements Event {}

    /** The time that the dialogue asked for with {@link Action.WakeAfter} is over. */
    record WokenUp() implements Event {}

    /** The dialogue's time is over. */
    record DeadlinePassed() implements Event {}
}
