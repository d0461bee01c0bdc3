package relaycheck.impact;

import java.util.Locale;

/**
 * Where a request asked to be relayed to.
 *
 * @param host in lower case, an IPv6 address without brackets
 * @param port as named or meant by the scheme; {@link #NO_PORT} if neither
 */
record AskedPlace(String host, int port) {
    static final int NO_PORT = -1;

    /** A name has at most 255 octets; what is longer is cut, so that a hostile one costs no more. */
    private static final int MAX_HOST = 255;

    /** Of an authority, as a CONNECT or a URL has it; Traffic Server writes {@code host:25/} and {@code %5B::1%5D:80}. */
    static AskedPlace of(String authority, int defaultPort) {
        int slash = authority.indexOf('/');
        String whole = slash < 0 ? authority : authority.substring(0, slash);
        String rest = whole.substring(whole.lastIndexOf('@') + 1);
        if (rest.startsWith("%5B")) {
            rest = rest.replace("%5B", "[").replace("%5D", "]");
        }
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        int colon = bracket > 0 ? rest.indexOf(':', bracket) : rest.lastIndexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        if (bracket > 0) {
            host = rest.substring(1, bracket);
        }
        int port = colon < 0 || colon == rest.length() - 1 ? defaultPort : port(rest.substring(colon + 1));
        return new AskedPlace(
                host.substring(0, Math.min(host.length(), MAX_HOST)).toLowerCase(Locale.ROOT), port);
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : NO_PORT;
        return port <= 65_535 ? port : NO_PORT;
    }
}
