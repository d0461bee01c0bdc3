package relaycheck.http;

/**
 * What stands between method and version of a request line, in one of the forms of RFC 9112 §3.2.
 *
 * @param text the request-target as it goes on the wire
 */
public record RequestTarget(String text) {
    /** {@code scheme://authority/path}: what a client sends to a proxy (§3.2.2). */
    public static RequestTarget absolute(String scheme, String authority, String path) {
        return new RequestTarget(scheme + "://" + authority + path);
    }

    /** {@code host:port}: what CONNECT takes (§3.2.3). */
    public static RequestTarget authority(String authority) {
        return new RequestTarget(authority);
    }

    /** {@code /path}: what a client sends to an origin server (§3.2.1). */
    public static RequestTarget origin(String path) {
        return new RequestTarget(path);
    }

    /** The path, with its query: of the absolute-form what stands behind scheme and authority, else the whole. */
    public String path() {
        int scheme = text.indexOf("://");
        int path = scheme < 0 ? 0 : text.indexOf('/', scheme + "://".length());
        return path < 0 ? "/" : text.substring(path);
    }

    @Override
    public String toString() {
        return text;
    }
}
