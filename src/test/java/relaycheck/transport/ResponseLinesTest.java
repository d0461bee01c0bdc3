package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what HttpCore's own parser reads, and as that does; what it refuses is refused. */
class ResponseLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.0 200 Connection established",
                "HTTP/1.1 405 Method Not Allowed",
                "HTTP/1.1 200",
                "HTTP/1.1 200 ",
                "HTTP/1.1 407   Proxy   Authentication Required  ",
                "HTTP/1.1 100 Continue",
                "HTTP/1.1 999 \u00fcber",
                // not as usual
                "HTTP/1.1  200 OK",
                "HTTP/1.1\t200\tOK",
                "HTTP/1.1 200\tOK",
                " HTTP/1.1 200 OK",
                "HTTP/1.2 200 OK",
                "HTTP/2.0 200 OK",
                "HTTP/0.9 200 OK",
                "HTTP/1.10 200 OK",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 20 OK",
                // no status line
                "HTTP/1.1 2x0 OK",
                "HTTP/1.1 200OK",
                "HTTP/1.1 -20 OK",
                "HTTP/1.1 :00 OK",
                "HTTP/1.1 /00 OK",
                "HTTP/1.1",
                "HTTP/1.1 ",
                "HTTP/1.",
                "HTTP/",
                "HTTP/1.x 200 OK",
                "HTTP/x.1 200 OK",
                "http/1.1 200 OK",
                "ICY 200 OK",
                "200 OK",
                ""
            })
    void reads_whatHttpCoreReads(String line) {
        assertThat(said(new ResponseLines(), line)).isEqualTo(said(LazyLineParser.INSTANCE, line));
    }

    /** Version, code and reason; or why there are none. */
    private static String said(LazyLineParser parser, String line) {
        CharArrayBuffer buffer = new CharArrayBuffer(64);
        buffer.append(line);
        try {
            StatusLine read = parser.parseStatusLine(buffer);
            return read.getProtocolVersion() + "|" + read.getStatusCode() + "|" + read.getReasonPhrase();
        } catch (ParseException e) {
            return e.getMessage();
        }
    }
}
