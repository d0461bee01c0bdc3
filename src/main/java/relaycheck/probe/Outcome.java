package relaycheck.probe;

import com.google.common.collect.ImmutableSet;

/**
 * What one answer means.
 *
 * @param kind    which of the outcomes
 * @param subject what was asked
 * @param arrived the canary ports that were reached; empty where none was
 * @param because the evidence, in the owner's words
 */
public record Outcome(Kind kind, Subject subject, ImmutableSet<Integer> arrived, String because) {
    /** All there are. */
    public enum Kind {
        /** 2xx to CONNECT, a raw connection behind it, and no proof through it. */
        ACCEPTED,
        /** The endpoint tried to reach the destination and failed. */
        ATTEMPTED,
        /** 407, or a SOCKS server that wants a login. */
        CHALLENGED,
        /** Closed or reset without an answer. */
        DROPPED,
        /** A gateway's failure, where nothing tells whether it tried. */
        GATEWAY_ERROR,
        /** Something that is not HTTP. */
        NOT_HTTP,
        /** The dial was refused. */
        PORT_CLOSED,
        /** The dial had no answer, or there is no way. */
        PORT_FILTERED,
        /** Turned down. */
        REFUSED,
        /** The canary's proof came back, or the canary saw the request arrive. */
        RELAYED,
        /** The host's own content. */
        SERVED_LOCALLY,
        /** Nothing until the deadline. */
        SILENT
    }

    /** An outcome that reached nothing. */
    static Outcome of(Kind kind, Subject subject, String because) {
        return new Outcome(kind, subject, ImmutableSet.of(), because);
    }
}
