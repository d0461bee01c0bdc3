package relaycheck.canary;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import relaycheck.http.Header;

/**
 * A request head as a client sent it; lines may end in a bare LF (RFC 9112 §2.2).
 *
 * @param line    the request line
 * @param headers the fields
 */
record RequestHead(String line, ImmutableList<Header> headers) {
    private static final Pattern REQUEST_LINE = Pattern.compile("[!-~]+ +[^ ].*HTTP/[0-9]\\.[0-9] *\r?");
    private static final Splitter LINES = Splitter.on(Pattern.compile("\r?\n"));

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
        headers.stream()
                .filter(header -> header.is("Host"))
                .forEach(header -> places.append('\n').append(header.value()));
        return places.toString();
    }

    /** Whether the client asks for the connection to stay (RFC 9112 §9.3). */
    boolean keepsConnection() {
        return line.endsWith("HTTP/1.0") ? says("Connection", "keep-alive") : !says("Connection", "close");
    }

    boolean hasBody() {
        return headers.stream()
                .anyMatch(header -> header.is("Transfer-Encoding")
                        || (header.is("Content-Length") && !header.value().equals("0")));
    }

    private boolean says(String field, String token) {
        return headers.stream()
                .filter(header -> header.is(field))
                .flatMap(header -> Splitter.on(',').trimResults().splitToStream(header.value()))
                .anyMatch(token::equalsIgnoreCase);
    }
}
