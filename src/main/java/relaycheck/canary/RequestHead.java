package relaycheck.canary;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import relaycheck.http.Header;

/**
 * A request head as a client sent it; lines may end in a bare LF (RFC 9112 §2.2). Read by plain loops: the first one comes
 * while nothing is warm.
 *
 * @param line    the request line
 * @param headers the fields
 */
record RequestHead(String line, ImmutableList<Header> headers) {
    private static final Pattern REQUEST_LINE = Pattern.compile("[!-~]+ +[^ ].*HTTP/[0-9]\\.[0-9] *\r?");
    private static final Splitter LINES = Splitter.on('\n');

    private static final Splitter COMMAS = Splitter.on(',').trimResults();

    static boolean isRequestLine(String line) {
        return REQUEST_LINE.matcher(line).matches();
    }

    static RequestHead parse(String message) {
        ImmutableList.Builder<Header> headers = ImmutableList.builder();
        ImmutableList<String> lines = ImmutableList.copyOf(LINES.split(message));
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new RequestHead(lines.get(0).stripTrailing(), headers.build());
    }

    String method() {
        return line.substring(0, line.indexOf(' '));
    }

    String target() {
        return line.substring(line.indexOf(' '), line.lastIndexOf(' ')).strip();
    }

    /** Where a probe's nonce may stand: the request line and Host. */
    String places() {
        StringBuilder places = new StringBuilder(line);
        for (String host : values("Host")) {
            places.append('\n').append(host);
        }
        return places.toString();
    }

    /** Whether the client asks for the connection to stay (RFC 9112 §9.3). */
    boolean keepsConnection() {
        return line.endsWith("HTTP/1.0") ? says("Connection", "keep-alive") : !says("Connection", "close");
    }

    boolean hasBody() {
        for (String length : values("Content-Length")) {
            if (!length.equals("0")) {
                return true;
            }
        }
        return !values("Transfer-Encoding").isEmpty();
    }

    private boolean says(String field, String token) {
        for (String value : values(field)) {
            for (String said : COMMAS.split(value)) {
                if (said.equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> values(String field) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.is(field)) {
                values.add(header.value());
            }
        }
        return values;
    }
}
