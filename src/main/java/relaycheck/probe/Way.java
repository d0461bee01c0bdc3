package relaycheck.probe;

/** The kinds of request by which an endpoint may relay. */
public enum Way {
    /** CONNECT (RFC 9110 §9.3.6). */
    CONNECT("connect"),
    /** The direct request to compare with; relays nothing. */
    CONTROL("control"),
    /** A GET in absolute-form (RFC 9112 §3.2.2). */
    GET("get"),
    /** CONNECT in HTTP/2 (RFC 9113 §8.5). */
    H2_CONNECT("h2-connect"),
    /** A GET in HTTP/2 with a foreign authority (RFC 9113 §8.3.1). */
    H2_GET("h2-get"),
    /** A request in origin-form with a foreign Host. */
    HOST("host"),
    /** A path that holds a URL: an open relay for browsers' cross-origin requests. */
    PATH("path"),
    /** A POST in absolute-form. */
    POST("post"),
    /** SOCKS 5 (RFC 1928), or SOCKS 4, which no RFC describes. */
    SOCKS("socks"),
    /** CONNECT, asked for in TLS to the endpoint itself. */
    TLS_CONNECT("tls-connect"),
    /** A GET in absolute-form, in TLS to the endpoint itself. */
    TLS_GET("tls-get");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** Whether it asks for a tunnel by CONNECT. */
    public boolean isConnect() {
        return this == CONNECT || this == TLS_CONNECT || this == H2_CONNECT;
    }

    /** The word in reports. */
    public String word() {
        return word;
    }
}
