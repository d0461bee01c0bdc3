package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import relaycheck.probe.Action;

/** Writes requests as they go on the wire. HttpCore's own writer would rewrite an absolute-form target. */
final class RequestWriter {
    /** Bytes that most heads fit in. */
    private static final int USUAL = 256;

    private final String userAgent;

    /** A writer that names itself so in each request. */
    RequestWriter(String userAgent) {
        this.userAgent = "User-Agent: " + userAgent + "\r\n";
    }

    ByteBuffer bytes(Action.SendRequest request) {
        StringBuilder head = new StringBuilder(USUAL).append(request.line()).append("\r\n");
        if (request.host().isPresent()) {
            head.append("Host: ").append(request.host().get()).append("\r\n");
        }
        head.append(userAgent);
        if (!request.method().equals("CONNECT")) {
            head.append("Accept: */*\r\n");
        }
        if (request.method().equals("POST")) {
            head.append("Content-Length: 0\r\n");
        }
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }
}
