package relaycheck.transport;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * One request in HTTP/2 on a connection of its own, by prior knowledge (RFC 9113 §3.3). What comes back is handed on as
 * HTTP/1.1 would say it: so one parser reads both, the proof is searched in both alike, and a reader sees what was said.
 *
 * <p>Has no socket, and nothing that a peer sends makes it throw: what is no HTTP/2 is handed on as it came, what breaks its
 * rules later ends the answer as a reset does. Frames are cut here, since HttpCore's buffer for them takes a length of 2^23 and
 * more for a negative one; fields are packed and unpacked by HttpCore.
 */
final class Http2Stream {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    /** The first of a client (§5.1.1). */
    private static final int STREAM = 1;

    private static final int HEAD = 9;
    /** What a peer may send unless it is told otherwise (§4.2). */
    private static final int MAX_FRAME = 16 * 1024;
    /** Of all frames together: more than the parser listens to, and less than the windows, which are never opened again. */
    private static final int MAX_HEARD = 512 * 1024;

    private static final int WINDOW = 1024 * 1024;
    private static final int MAX_FIELDS = 64 * 1024;
    /** Of HPACK, on either side (§6.5.2). */
    private static final int TABLE = 4096;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;

    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 32;
    private static final int PRIORITY_LENGTH = 5;

    /** Of one connection, and so of no message in HTTP/2 (§8.2.2); a coding that is not there would spoil the content. */
    private static final ImmutableSet<String> NOT_IN_HTTP2 =
            ImmutableSet.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final Consumer<ByteBuffer> out;
    private final AnswerParser answer;
    private final ByteQueue queue = new ByteQueue(MAX_FRAME);
    private final HPackDecoder unpacker = new HPackDecoder(TABLE, ISO_8859_1);
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();

    private enum State {
        /** The peer's first frame, its SETTINGS, is awaited. */
        GREETING,
        FRAMES,
        /** It is no HTTP/2 that comes. */
        PLAIN,
        OVER
    }

    private State state = State.GREETING;
    private boolean answered;
    private boolean endsWithBlock;
    private long heard;

    /**
     * A stream that is not open yet.
     *
     * @param out    takes what is to be sent
     * @param answer reads what came
     */
    Http2Stream(Consumer<ByteBuffer> out, AnswerParser answer) {
        this.out = out;
        this.answer = answer;
        unpacker.setMaxListSize(MAX_FIELDS);
    }

    // ---- what is said

    /** Opens connection and stream. What we say is shorter than any window that a peer would give, so none is heeded. */
    void open(ImmutableList<Header> fields, boolean tunnel) {
        byte[] packed = packed(fields);
        ByteBuffer said = ByteBuffer.allocate(PREFACE.length + 4 * HEAD + 3 * Long.BYTES + packed.length)
                .put(PREFACE);
        head(said, 2 * 6, SETTINGS, 0, 0);
        said.putShort((short) ENABLE_PUSH)
                .putInt(0)
                .putShort((short) INITIAL_WINDOW_SIZE)
                .putInt(WINDOW);
        head(said, Integer.BYTES, WINDOW_UPDATE, 0, 0).putInt(WINDOW);
        head(said, packed.length, HEADERS, tunnel ? END_HEADERS : END_HEADERS | END_STREAM, STREAM)
                .put(packed);
        out.accept(said.flip());
    }

    /** Says this inside a tunnel. */
    void send(ByteBuffer bytes) {
        frame(DATA, 0, STREAM, bytes);
    }

    private void frame(int type, int flags, int stream, ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.remaining());
        out.accept(head(frame, payload.remaining(), type, flags, stream)
                .put(payload)
                .flip());
    }

    private static ByteBuffer head(ByteBuffer frame, int length, int type, int flags, int stream) {
        return frame.putInt(length << 8 | type).put((byte) flags).putInt(stream);
    }

    private static byte[] packed(ImmutableList<Header> fields) {
        ByteArrayBuffer packed = new ByteArrayBuffer(256);
        try {
            new HPackEncoder(TABLE, ISO_8859_1).encodeHeaders(packed, fields, true);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what we say is ASCII", e);
        }
        return packed.toByteArray();
    }

    // ---- what is heard

    /** Takes bytes from the peer. */
    void received(ByteBuffer bytes) {
        heard += bytes.remaining();
        queue.add(bytes);
        if (state == State.GREETING && queue.hasData()) {
            greeting();
        }
        if (state == State.PLAIN) {
            handOn();
        }
        while (state == State.FRAMES && queue.length() >= HEAD) {
            int length = number(0, 3);
            if (length > MAX_FRAME || heard > MAX_HEARD) {
                end(true);
            } else if (queue.length() < HEAD + length) {
                return;
            } else {
                read(length);
            }
        }
    }

    /** The peer ended the connection: what it had begun to say is handed on. */
    void ended() {
        if (state == State.GREETING) {
            handOn();
        }
    }

    /** The first frame is SETTINGS (§3.4); its head is awaited only as long as it may be that. */
    private void greeting() {
        boolean mayBe = queue.peek(0) == 0 && (queue.length() < 4 || queue.peek(3) == SETTINGS);
        if (!mayBe) {
            state = State.PLAIN;
        } else if (queue.length() >= 4) {
            state = State.FRAMES;
        }
    }

    private void handOn() {
        answer.received(ByteBuffer.wrap(queue.takeAll().toBytes()));
    }

    private void read(int length) {
        int type = queue.peek(3);
        int flags = queue.peek(4);
        int stream = number(5, 4) & Integer.MAX_VALUE;
        queue.read(ByteBuffer.allocate(HEAD));
        ByteBuffer payload = ByteBuffer.allocate(length);
        queue.read(payload);
        queue.mark();
        payload.flip();
        try {
            take(type, flags, stream, payload);
        } catch (HttpException | CharacterCodingException | RuntimeException e) {
            end(true); // fields that cannot be unpacked, a payload shorter than its type has it
        }
    }

    private int number(int from, int bytes) {
        int number = 0;
        for (int i = from; i < from + bytes; i++) {
            number = number << 8 | queue.peek(i);
        }
        return number;
    }

    private void take(int type, int flags, int stream, ByteBuffer payload)
            throws HttpException, CharacterCodingException {
        boolean ours = stream == STREAM;
        switch (type) {
            case SETTINGS, PING -> acknowledge(type, flags, payload);
            case GOAWAY -> endIf((payload.getInt() & Integer.MAX_VALUE) < STREAM);
            case RST_STREAM -> endIf(ours);
            case PUSH_PROMISE -> end(true); // we said that we take none (§8.4)
            case HEADERS, CONTINUATION -> fields(type, flags, payload);
            case DATA -> data(ours, flags, payload);
            default -> {} // WINDOW_UPDATE, PRIORITY, and what we do not know (§4.1)
        }
    }

    private void acknowledge(int type, int flags, ByteBuffer payload) {
        if ((flags & ACK) == 0) {
            frame(type, ACK, 0, type == PING ? payload : ByteBuffer.allocate(0));
        }
    }

    private void data(boolean ours, int flags, ByteBuffer payload) {
        ByteBuffer content = withoutPadding(flags, payload);
        if (ours) {
            answer.received(content);
            if ((flags & END_STREAM) != 0) {
                end(false);
            }
        }
    }

    /** Of which stream they are does not matter: there is one, and all of them change the table by which they are unpacked. */
    private void fields(int type, int flags, ByteBuffer payload) throws HttpException, CharacterCodingException {
        ByteBuffer part = payload;
        if (type == HEADERS) {
            block.reset();
            endsWithBlock = (flags & END_STREAM) != 0;
            part = withoutPadding(flags, payload);
            part.position(part.position() + ((flags & PRIORITY) != 0 ? PRIORITY_LENGTH : 0));
        }
        block.write(part.array(), part.position(), part.remaining());
        if (block.size() > MAX_FIELDS) {
            end(true);
        } else if ((flags & END_HEADERS) != 0) {
            say(unpacker.decodeHeaders(ByteBuffer.wrap(block.toByteArray())));
        }
    }

    private static ByteBuffer withoutPadding(int flags, ByteBuffer payload) {
        if ((flags & PADDED) != 0) {
            int padding = payload.get() & 0xff;
            checkArgument(padding <= payload.remaining(), "padding longer than the frame");
            payload.limit(payload.limit() - padding);
        }
        return payload;
    }

    /** As HTTP/1.1 says them; trailers, which it would say behind the last chunk, as content. */
    private void say(List<Header> fields) {
        StringBuilder said = new StringBuilder();
        for (Header each : fields) {
            String name = each.getName().toLowerCase(Locale.ROOT);
            if (name.equals(":status") && !answered) {
                said.insert(0, "HTTP/2 " + each.getValue() + "\r\n");
                answered = !each.getValue().startsWith("1");
            } else if (!name.startsWith(":") && !NOT_IN_HTTP2.contains(name)) {
                said.append(name).append(": ").append(each.getValue()).append("\r\n");
            }
        }
        answer.received(ByteBuffer.wrap(said.append("\r\n").toString().getBytes(ISO_8859_1)));
        if (endsWithBlock) {
            end(false);
        }
    }

    private void endIf(boolean over) {
        if (over) {
            end(true);
        }
    }

    private void end(boolean reset) {
        state = State.OVER;
        answer.ended(reset);
    }
}
