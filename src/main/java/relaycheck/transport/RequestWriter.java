package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import relaycheck.probe.Action;

/** Writes requests as they go on the wire. HttpCore's own writer would rewrite an absolute-form target. */
final class RequestWriter {
    private final String ending;
    private final String acceptingEnding;
    private final String emptyEnding;

    /** A writer that names itself so in each request. */
    RequestWriter(String userAgent) {
        String named = "User-Agent: " + userAgent + "\r\n";
        ending = named + "\r\n";
        acceptingEnding = named + "Accept: */*\r\n\r\n";
        emptyEnding = named + "Accept: */*\r\nContent-Length: 0\r\n\r\n";
    }

    ByteBuffer bytes(Action.SendRequest request) {
        String head = request.host().isPresent()
                ? String.join("", request.line(), "\r\nHost: ", request.host().get(), "\r\n", ending(request.method()))
                : String.join("", request.line(), "\r\n", ending(request.method()));
        return ByteBuffer.wrap(head.getBytes(ISO_8859_1));
    }

    /** The fields that do not depend on the destination. */
    private String ending(String method) {
        return method.equals("CONNECT") ? ending : method.equals("POST") ? emptyEnding : acceptingEnding;
    }
}
