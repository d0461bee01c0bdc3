package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import relaycheck.probe.Action;

/** Writes requests as they go on the wire. HttpCore's own writer would rewrite an absolute-form target. */
final class RequestWriter {
    private static final String ANYTHING = "*/*";

    private final String userAgent;
    private final String ending;
    private final String acceptingEnding;
    private final String emptyEnding;

    /** A writer that names itself so in each request. */
    RequestWriter(String userAgent) {
        this.userAgent = userAgent;
        String named = "User-Agent: " + userAgent + "\r\n";
        ending = named + "\r\n";
        acceptingEnding = named + "Accept: " + ANYTHING + "\r\n\r\n";
        emptyEnding = named + "Accept: " + ANYTHING + "\r\nContent-Length: 0\r\n\r\n";
    }

    ByteBuffer bytes(Action.SendRequest request) {
        String head = request.host().isPresent()
                ? String.join("", request.line(), "\r\nHost: ", request.host().get(), "\r\n", ending(request.method()))
                : String.join("", request.line(), "\r\n", ending(request.method()));
        return ByteBuffer.wrap(head.getBytes(ISO_8859_1));
    }

    /** A GET or CONNECT in HTTP/2 (RFC 9113 §8.3.1, §8.5). */
    ImmutableList<Header> fields(Action.SendRequest request) {
        ImmutableList.Builder<Header> fields = ImmutableList.builder();
        fields.add(new BasicHeader(":method", request.method()));
        fields.add(new BasicHeader(":authority", request.host().orElse("")));
        if (!request.method().equals("CONNECT")) {
            fields.add(new BasicHeader(":scheme", "http"));
            fields.add(new BasicHeader(":path", request.target().path()));
            fields.add(new BasicHeader("accept", ANYTHING));
        }
        return fields.add(new BasicHeader("user-agent", userAgent)).build();
    }

    /** The fields that do not depend on the destination. */
    private String ending(String method) {
        return method.equals("CONNECT") ? ending : method.equals("POST") ? emptyEnding : acceptingEnding;
    }
}
