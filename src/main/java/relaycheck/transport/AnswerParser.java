package relaycheck.transport;

import com.google.common.base.Joiner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.nio.ChunkDecoder;
import org.apache.hc.core5.http.impl.nio.LengthDelimitedDecoder;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.jspecify.annotations.Nullable;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Event;

/**
 * Turns what a peer sends into events, however it is split. Has no socket: transcripts are tested through it.
 *
 * <p>Nothing that a peer sends makes it throw, and every byte until the answer is over ends in an event. What is not an HTTP answer is handed on raw;
 * what follows a 2xx to CONNECT is kept until it is said how the tunnel is to be read.
 */
public final class AnswerParser {
    /** Longest head, and longest content that we listen to: more than any error page, less than a download. */
    private static final int MAX_HEAD = 64 * 1024;

    private static final int MAX_CONTENT = 256 * 1024;
    private static final String HTTP = "HTTP/";
    private static final ReadableByteChannel NO_CHANNEL = new NoChannel();

    private enum State {
        /** A status line or what stands for one is awaited. */
        HEAD,
        CONTENT,
        /** After a 2xx to CONNECT. */
        TUNNEL,
        /** Nothing is read as HTTP. */
        RAW,
        DONE
    }

    private final Consumer<Event> sink;
    private final ByteQueue queue = new ByteQueue(MAX_HEAD);
    /** Made at the first request: a connection that opens in another protocol may never come to one. */
    private @Nullable HeadParser heads;

    private State state = State.RAW;
    private String method = "";
    private @Nullable ContentDecoder decoder;
    private @Nullable CompressedContent compressed;
    private long heard;
    private boolean reusable;

    /** A parser that tells this sink what came. */
    public AnswerParser(Consumer<Event> sink) {
        this.sink = sink;
    }

    /** What comes from here on answers a request with this method; what waits is read at once. */
    public void expectAnswerTo(String method) {
        this.method = method;
        heads().reset();
        decoder = null;
        compressed = null;
        reusable = false;
        heard = queue.length(); // what was said before counts no more
        queue.mark();
        state = State.HEAD;
        parse();
    }

    /** What waits behind a 2xx to CONNECT, and what comes after it, is not read as HTTP; elsewhere this changes nothing. */
    public void readTunnelRaw() {
        if (state == State.TUNNEL) {
            state = State.RAW;
            parse();
        }
    }

    /** Whether bytes wait behind a 2xx to CONNECT. */
    public boolean holdsTunnelBytes() {
        return state == State.TUNNEL && queue.hasData();
    }

    /** Whether the connection may carry another request (RFC 9112 §9.3). */
    public boolean isReusable() {
        return reusable;
    }

    /** Whether not a byte of the answer came yet; an interim one (1xx) is none (RFC 9110 §15.2). */
    public boolean awaitsAnswer() {
        return state == State.HEAD && queue.sinceMark() == 0;
    }

    /** Takes bytes from the peer. */
    public void received(ByteBuffer bytes) {
        heard += bytes.remaining();
        queue.add(bytes);
        parse();
    }

    /** Takes the end of the stream. */
    public void ended(boolean reset) {
        if (state == State.DONE) {
            return;
        }
        timeIsOver();
        state = State.DONE;
        sink.accept(new Event.InputEnded(reset));
    }

    /** Hands on what waits: its rest is not waited for any more. */
    public void timeIsOver() {
        if (state != State.DONE) {
            handOn(queue.takeSinceMark());
            unpack();
        }
    }

    private void parse() {
        State before;
        boolean another;
        do {
            before = state;
            another = false;
            if (state == State.HEAD) {
                another = parseHead();
            } else if (state == State.CONTENT) {
                parseContent();
            } else if (state == State.RAW) {
                handOn(queue.takeAll());
            }
        } while (another || state != before);
        if (heard > MAX_CONTENT && state != State.DONE) {
            limit();
        }
    }

    /** Whether it was an interim one, so that another may wait behind it. A peer can send thousands: no recursion. */
    private boolean parseHead() {
        if (!looksLikeHttp()) {
            state = State.RAW;
            sink.accept(new Event.NotHttp(queue.takeSinceMark()));
            return false;
        }
        try {
            ResponseHead head = heads().head(queue);
            if (head == null) {
                if (queue.sinceMark() > MAX_HEAD) {
                    limit();
                }
                return false;
            }
            queue.mark();
            if (head.status() / 100 == 1 && head.status() != HttpStatus.SC_SWITCHING_PROTOCOLS) {
                sink.accept(new Event.InterimReceived(head));
                return true;
            }
            headReceived(head);
        } catch (MessageConstraintException e) {
            limit();
        } catch (IOException | HttpException | IllegalArgumentException e) {
            // the last comes of a status of 000
            state = State.RAW;
            sink.accept(new Event.NotHttp(queue.takeSinceMark()));
        }
        return false;
    }

    /** Whether what waits is, or may become, a status line; empty lines before it are tolerated (RFC 9112 §2.2). */
    private boolean looksLikeHttp() {
        if (queue.sinceMark() != queue.length()) {
            return true;
        }
        int from = 0;
        while (from < queue.length() && (queue.peek(from) == '\r' || queue.peek(from) == '\n')) {
            from++;
        }
        for (int i = 0; i < HTTP.length() && from + i < queue.length(); i++) {
            if (queue.peek(from + i) != HTTP.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void headReceived(ResponseHead head) {
        boolean tunnel = method.equals("CONNECT") && head.isSuccess();
        state = tunnel ? State.TUNNEL : State.CONTENT;
        if (!tunnel) {
            compressed = CompressedContent.announcedBy(head).orElse(null);
        }
        boolean empty = !tunnel && !frameContent(head);
        sink.accept(new Event.HeadReceived(head));
        if (empty && state == State.CONTENT) {
            complete();
        }
    }

    /** Chooses the decoder by the framing (RFC 9112 §6.3); false where there is no content. */
    private boolean frameContent(ResponseHead head) {
        if (method.equals("HEAD")
                || head.status() == HttpStatus.SC_NO_CONTENT
                || head.status() == HttpStatus.SC_NOT_MODIFIED) {
            return false;
        }
        long length;
        try {
            length = DefaultContentLengthStrategy.INSTANCE.determineLength(heads().message());
        } catch (HttpException e) {
            // a length that is none: what comes until the end is the content
            length = ContentLengthStrategy.UNDEFINED;
        }
        BasicHttpTransportMetrics metrics = new BasicHttpTransportMetrics();
        if (length == ContentLengthStrategy.CHUNKED) {
            decoder = new ChunkDecoder(NO_CHANNEL, queue, metrics);
        } else if (length >= 0) {
            decoder = new LengthDelimitedDecoder(NO_CHANNEL, queue, metrics, length);
        }
        return length != 0;
    }

    private void parseContent() {
        if (decoder == null) {
            handOn(queue.takeAll());
            return;
        }
        ByteBuffer content = ByteBuffer.allocate(Math.max(1, queue.length()));
        try {
            int n = 1;
            // a read of nothing is a chunk's head that is not there yet
            while (n > 0 && !decoder.isCompleted() && queue.hasData()) {
                n = decoder.read(content);
            }
        } catch (IOException | RuntimeException e) {
            // broken framing, by a chunk of less than nothing too, or none at all: what stands there is no size
            decoder = null;
        }
        handOn(Chunk.copyOf(content.array(), 0, content.position()));
        if (decoder == null) {
            handOn(queue.takeSinceMark());
            return;
        }
        queue.mark();
        if (state == State.CONTENT && decoder.isCompleted()) {
            complete();
        }
    }

    private HeadParser heads() {
        HeadParser made = heads == null ? new HeadParser() : heads;
        heads = made;
        return made;
    }

    private void complete() {
        reusable = !queue.hasData() && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, heads().message(), null);
        handOn(queue.takeAll());
        unpack();
        if (decoder != null && decoder.getTrailers() != null) {
            handOn(Chunk.of("\n" + Joiner.on('\n').join(decoder.getTrailers())));
        }
        if (state != State.DONE) {
            state = State.DONE;
            sink.accept(new Event.MessageCompleted());
        }
    }

    private void limit() {
        handOn(queue.takeSinceMark());
        unpack();
        state = State.DONE;
        sink.accept(new Event.LimitReached());
    }

    private void handOn(Chunk bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        if (compressed != null) {
            compressed.add(bytes);
        } else {
            sink.accept(new Event.BytesReceived(bytes));
        }
    }

    private void unpack() {
        if (compressed != null) {
            Chunk content = compressed.unpacked(MAX_CONTENT);
            compressed = null;
            handOn(content);
        }
    }
}
