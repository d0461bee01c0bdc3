package relaycheck.probe;

/** The protocol that a question opens a connection with. */
public enum Opening {
    HTTP,
    HTTP2,
    SOCKS,
    TLS
}
