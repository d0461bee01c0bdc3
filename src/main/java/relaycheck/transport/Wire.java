package relaycheck.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Action;

/** How what a dialogue says gets out, and how what the peer says gets to the parser: as it is, or in a stream of HTTP/2. */
final class Wire {
    private final Outbox outbox;
    private final AnswerParser parser;
    private final RequestWriter writer;
    private final Traffic traffic;
    private @Nullable Http2Stream stream;

    Wire(Outbox outbox, AnswerParser parser, RequestWriter writer, Traffic traffic) {
        this.outbox = outbox;
        this.parser = parser;
        this.writer = writer;
        this.traffic = traffic;
    }

    void send(Action.SendRequest request) {
        traffic.requested();
        parser.expectAnswerTo(request.method());
        if (request.isHttp2()) {
            stream = new Http2Stream(outbox::send, parser);
            stream.open(writer.fields(request), request.method().equals("CONNECT"));
        } else {
            send(writer.bytes(request));
        }
    }

    void send(ByteBuffer bytes) {
        if (stream == null) {
            outbox.send(bytes);
        } else {
            stream.send(bytes);
        }
    }

    void received(ByteBuffer bytes) {
        if (stream == null) {
            parser.received(bytes);
        } else {
            stream.received(bytes);
        }
    }

    void ended(boolean reset) {
        if (stream != null) {
            stream.ended();
        }
        parser.ended(reset);
    }

    void writable() {
        outbox.writable();
    }

    /** Whether the peer itself is spoken to, and not in a stream of its connection. */
    boolean isPlain() {
        return stream == null;
    }
}
