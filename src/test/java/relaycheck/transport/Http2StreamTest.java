package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Frames.SETTINGS;
import static relaycheck.transport.Frames.data;
import static relaycheck.transport.Frames.fields;
import static relaycheck.transport.Frames.frame;
import static relaycheck.transport.Frames.head;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Event;

class Http2StreamTest {
    private static final int END_STREAM = 1;
    private static final int PADDED = 8;
    private static final int PRIORITY = 32;
    private static final byte[] OK = head(0, ":status: 200", "server: x");
    private static final byte[] END = data(END_STREAM, "");

    private final List<Event> events = new ArrayList<>();
    private final List<ByteBuffer> said = new ArrayList<>();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("a head and its content", bytes(OK, data(0, "pa"), data(END_STREAM, "ge")), "page"),
                Arguments.of("an empty last frame", bytes(OK, data(0, "page"), END), "page"),
                Arguments.of("an interim answer", bytes(head(0, ":status: 103"), OK, data(END_STREAM, "page")), "page"),
                Arguments.of(
                        "trailers", bytes(OK, data(0, "page"), head(END_STREAM, "proof: p")), "pageproof: p\r\n\r\n"),
                Arguments.of(
                        "a head in three frames",
                        bytes(
                                frame(1, 0, 1, part(0, 2)),
                                frame(9, 0, 1, part(2, 3)),
                                frame(9, 4, 1, part(3, 99)),
                                data(END_STREAM, "page")),
                        "page"),
                Arguments.of(
                        "padding and priority",
                        bytes(
                                frame(
                                        1,
                                        4 | PADDED | PRIORITY,
                                        1,
                                        bytes(new byte[] {2, 0, 0, 0, 0, 7}, part(0, 99), new byte[2])),
                                frame(0, PADDED | END_STREAM, 1, bytes(new byte[] {3}, ascii("page"), new byte[3]))),
                        "page"),
                Arguments.of(
                        "frames of no concern",
                        bytes(
                                frame(8, 0, 0, new byte[4]),
                                OK,
                                frame(2, 0, 1, new byte[5]),
                                frame(99, 7, 3),
                                data(0, "page"),
                                END),
                        "page"),
                Arguments.of(
                        "another stream's content",
                        bytes(OK, frame(0, 0, 3, ascii("no")), data(END_STREAM, "page")),
                        "page"),
                Arguments.of(
                        "a farewell that lets our stream live",
                        bytes(frame(7, 0, 0, new byte[] {0, 0, 0, 1, 0, 0, 0, 0}), OK, data(END_STREAM, "page")),
                        "page"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void anAnswer_isReadAlikeHoweverItIsSplit(String what, byte[] frames, String content) {
        byte[] all = bytes(SETTINGS, frames);
        for (int split = 0; split <= all.length; split++) {
            assertRead(
                    ImmutableList.of(Arrays.copyOf(all, split), Arrays.copyOfRange(all, split, all.length)), content);
        }
        List<byte[]> single = new ArrayList<>();
        for (byte each : all) {
            single.add(new byte[] {each});
        }
        assertRead(single, content);
    }

    private void assertRead(List<byte[]> pieces, String content) {
        hear("GET", pieces.toArray(byte[][]::new));
        assertThat(heads()).last().satisfies(head -> {
            assertThat(head.statusLine()).isEqualTo("HTTP/2 200");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Server")).contains("x");
        });
        assertThat(AnswerParserTest.content(events)).isEqualTo(content);
        assertThat(events).last().isEqualTo(new Event.InputEnded(false));
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of("a reset of the stream", frame(3, 0, 1, new byte[4])),
                Arguments.of("a farewell without our stream", frame(7, 0, 0, new byte[8])),
                Arguments.of("a promise that nobody wanted", frame(5, 4, 1, new byte[8])),
                Arguments.of("a frame that is too long", new byte[] {0, 0x40, 1, 0, 0, 0, 0, 0, 1}),
                Arguments.of("a length above 2^23", new byte[] {-1, -1, -9, 0, 0, 0, 0, 0, 1}),
                Arguments.of("fields that cannot be unpacked", frame(1, 4, 1, (byte) 0xff, (byte) 0xff)),
                Arguments.of("more padding than payload", frame(0, PADDED, 1, (byte) 9)),
                Arguments.of("padding without a length", frame(0, PADDED, 1)),
                Arguments.of("priority without room for it", frame(1, 4 | PRIORITY, 1, new byte[3])),
                Arguments.of("a farewell that is cut off", frame(7, 0, 0, new byte[2])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void aBreachOfTheRules_endsTheAnswerAsAResetDoes(String what, byte[] frame) {
        hear("GET", SETTINGS, frame, OK);
        assertThat(events).containsExactly(new Event.InputEnded(true));
    }

    @Test
    void fieldsWithoutAnEnd_endTheAnswer() {
        byte[] more = frame(9, 0, 1, new byte[16 * 1024]);
        hear("GET", SETTINGS, frame(1, 0, 1), more, more, more, more, more);
        assertThat(events).containsExactly(new Event.InputEnded(true));
    }

    /** A byte each names again a field of 4 KB: from a head of one frame became 60 MB. */
    @Test
    void fieldsThatUnpackWithoutAnEnd_endTheAnswer() {
        byte[] again = new byte[300];
        Arrays.fill(again, (byte) 0xbe); // the first of the table that the peer filled (RFC 7541 §2.3.3)
        byte[] packed = bytes(fields(":status: 200", "a: " + "b".repeat(3_900)), again);
        hear("GET", SETTINGS, frame(1, 4, 1, packed), END);
        assertThat(events).containsExactly(new Event.InputEnded(true));
    }

    @Test
    void framesWithoutAnEnd_endTheAnswer() {
        byte[][] pings = new byte[30_000][];
        Arrays.fill(pings, frame(6, 1, 0, new byte[17]));
        hear("GET", bytes(SETTINGS, bytes(pings)));
        assertThat(events).containsExactly(new Event.InputEnded(true));
    }

    @Test
    void settingsAndPings_areAcknowledgedOnce() {
        hear(
                "GET",
                SETTINGS,
                frame(4, 1, 0),
                frame(6, 0, 0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                frame(6, 1, 0, new byte[8]));
        assertThat(said.stream().map(Frames::read)).containsExactly("4/1/0", "6/1/0=0102030405060708");
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\npage", "\0\0\0\1 other", "SSH-2.0-x\r\n", "\0"})
    void whatIsNoHttp2_isHandedOnAsItCame(String answer) {
        hear("GET", answer.getBytes(ISO_8859_1));
        String head = heads().isEmpty() ? "" : answer.substring(0, answer.indexOf("page"));
        assertThat(head + AnswerParserTest.content(events)).isEqualTo(answer);
    }

    @Test
    void fieldsOfAConnection_areNoneOfTheAnswer() {
        hear(
                "GET",
                SETTINGS,
                head(0, ":status: 200", "transfer-encoding: chunked", "connection: close"),
                data(1, "page"));
        assertThat(heads().get(0).headers()).isEmpty();
        assertThat(AnswerParserTest.content(events)).isEqualTo("page");
    }

    @Test
    void aTunnel_carriesBytesBothWays() {
        AnswerParser parser = new AnswerParser(events::add);
        Http2Stream stream = new Http2Stream(said::add, parser);
        parser.expectAnswerTo("CONNECT");
        stream.received(ByteBuffer.wrap(bytes(SETTINGS, OK)));
        parser.expectAnswerTo("GET");
        stream.send(ByteBuffer.wrap(ascii("GET /")));
        stream.received(ByteBuffer.wrap(data(0, "HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nhi")));
        assertThat(said.stream().map(Frames::read)).containsExactly("4/1/0", "0/0/1=474554202F");
        assertThat(heads()).extracting(ResponseHead::status).containsExactly(200, 404);
        assertThat(events).last().isInstanceOf(Event.MessageCompleted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void open_saysPrefaceSettingsWindowAndFields(boolean tunnel) throws Exception {
        ImmutableList<Header> fields =
                ImmutableList.of(new BasicHeader(":method", "GET"), new BasicHeader(":path", "/n/"));
        new Http2Stream(said::add, new AnswerParser(events::add)).open(fields, tunnel);
        ByteBuffer all = said.get(0);
        byte[] preface = new byte[24];
        all.get(preface);
        assertThat(new String(preface, US_ASCII)).isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        int packed = fields(":method: GET", ":path: /n/").length;
        ByteBuffer block = all.slice(all.limit() - packed, packed);
        assertThat(Frames.read(all))
                .startsWith("4/0/0=000200000000000400100000 8/0/0=00100000 1/" + (tunnel ? 4 : 5) + "/1=");
        assertThat(new HPackDecoder(4096, ISO_8859_1).decodeHeaders(block))
                .extracting(Header::toString)
                .containsExactly(":method: GET", ":path: /n/");
    }

    private void hear(String method, byte[]... pieces) {
        events.clear();
        said.clear();
        AnswerParser parser = new AnswerParser(events::add);
        Http2Stream stream = new Http2Stream(said::add, parser);
        parser.expectAnswerTo(method);
        for (byte[] piece : pieces) {
            stream.received(ByteBuffer.wrap(piece));
        }
        stream.ended();
        parser.timeIsOver();
    }

    private List<ResponseHead> heads() {
        return events.stream()
                .filter(event -> event instanceof Event.HeadReceived)
                .map(event -> ((Event.HeadReceived) event).head())
                .toList();
    }

    private static byte[] part(int from, int to) {
        byte[] packed = fields(":status: 200", "server: x");
        return Arrays.copyOfRange(packed, from, Math.min(to, packed.length));
    }

    private static byte[] bytes(byte[]... parts) {
        return Bytes.concat(parts);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
