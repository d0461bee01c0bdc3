package relaycheck.http;

/**
 * What stands between method and version of a request line, in one of the forms of RFC 9112 §3.2.
 *
 * @param form which form
 * @param text the request-target as it goes on the wire
 */
public record RequestTarget(Form form, String text) {
    /** The forms that relaycheck sends. */
    public enum Form {
        /** {@code http://host:port/path}: what a client sends to a proxy (§3.2.2). */
        ABSOLUTE,
        /** {@code host:port}: what CONNECT takes (§3.2.3). */
        AUTHORITY,
        /** {@code /path}: what a client sends to an origin server (§3.2.1). */
        ORIGIN
    }

    /** {@code scheme://authority/path}. */
    public static RequestTarget absolute(String scheme, String authority, String path) {
        return new RequestTarget(Form.ABSOLUTE, scheme + "://" + authority + path);
    }

    /** {@code host:port}. */
    public static RequestTarget authority(String authority) {
        return new RequestTarget(Form.AUTHORITY, authority);
    }

    /** {@code /path}. */
    public static RequestTarget origin(String path) {
        return new RequestTarget(Form.ORIGIN, path);
    }

    @Override
    public String toString() {
        return text;
    }
}
