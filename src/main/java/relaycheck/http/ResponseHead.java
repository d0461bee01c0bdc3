package relaycheck.http;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Status line and field lines of an answer, verbatim (RFC 9112 §4). Characters are bytes (ISO-8859-1). Immutable; not a
 * record, because its text is looked at again and again and is made once.
 */
public final class ResponseHead {
    private final String statusLine;
    private final int status;
    private final ImmutableList<Header> headers;
    private final String reason;
    private final String text;

    /**
     * A head.
     *
     * @param statusLine the line as it came, without its end
     * @param status     the status code
     * @param headers    the field lines in order
     */
    public ResponseHead(String statusLine, int status, ImmutableList<Header> headers) {
        this.statusLine = statusLine;
        this.status = status;
        this.headers = headers;
        this.reason = reason(statusLine);
        StringBuilder lines =
                new StringBuilder(64 + 48 * headers.size()).append(statusLine).append('\n');
        for (Header header : headers) {
            if (!header.name().isEmpty()) {
                lines.append(header.name()).append(": ");
            }
            lines.append(header.value()).append('\n');
        }
        this.text = lines.toString();
    }

    /** The status line as it came, without its end. */
    public String statusLine() {
        return statusLine;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The field lines in order. */
    public ImmutableList<Header> headers() {
        return headers;
    }

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
        return reason;
    }

    private static String reason(String statusLine) {
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
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseHead that && status == that.status && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
