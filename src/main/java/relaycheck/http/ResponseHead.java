package relaycheck.http;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Status line and field lines of an answer, verbatim (RFC 9112 §4). Characters are bytes (ISO-8859-1).
 *
 * @param statusLine the line as it came, without its end
 * @param status     the status code
 * @param headers    the field lines in order
 */
public record ResponseHead(String statusLine, int status, ImmutableList<Header> headers) {
    /** Whether the request succeeded; to CONNECT this says that a tunnel follows (RFC 9110 §9.3.6). */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The value of the first field {@code name}. */
    public Optional<String> header(String name) {
        for (Header header : headers) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** The version that the peer answers in, for example {@code HTTP/1.0}. */
    public String version() {
        int blank = statusLine.indexOf(' ');
        return blank < 0 ? statusLine : statusLine.substring(0, blank);
    }

    /** The reason phrase; empty where there is none. */
    public String reason() {
        int first = statusLine.indexOf(' ');
        int second = first < 0 ? -1 : statusLine.indexOf(' ', first + 1);
        return second < 0 ? "" : statusLine.substring(second + 1).strip();
    }

    /** Whether the head itself announces content: a length above zero, or a transfer coding. */
    public boolean announcesContent() {
        return header("Transfer-Encoding").isPresent()
                || header("Content-Length")
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }

    /** The whole head as text, one line feed after each line. */
    public String text() {
        StringBuilder text = new StringBuilder(statusLine).append('\n');
        headers.forEach(header -> text.append(header).append('\n'));
        return text.toString();
    }
}
