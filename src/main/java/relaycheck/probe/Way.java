package relaycheck.probe;

/** The kinds of request by which an endpoint may relay. */
public enum Way {
    /** CONNECT (RFC 9110 §9.3.6). */
    CONNECT("connect"),
    /** The direct request to compare with; relays nothing. */
    CONTROL("control"),
    /** A request in absolute-form (RFC 9112 §3.2.2), whatever its method. */
    GET("get"),
    /** A request in origin-form with a foreign Host. */
    HOST("host"),
    /** A path that holds a URL: an open relay for browsers' cross-origin requests. */
    PATH("path"),
    /** SOCKS 4 or 5 (RFC 1928). */
    SOCKS("socks");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** The word in reports. */
    public String word() {
        return word;
    }
}
