package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.http.Header;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Event;

class AnswerParserTest {
    private static final String PAGE = "HTTP/1.1 403 Forbidden\r\nServer: a\r\nContent-Length: 4\r\n\r\nbody";

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final List<Event> events = new ArrayList<>();
    private final AnswerParser parser = new AnswerParser(events::add);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 403 Forbidden\\r\\nContent-Length: 4\\r\\n\\r\\nbody                           | 403 | body  | true
            HTTP/1.1 403 Forbidden\\nContent-Length: 4\\n\\nbody                                   | 403 | body  | true
            \\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nbody                            | 200 | body  | true
            \\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nHTTP/1.1 200 OK\\nContent-Length: 4\\n\\nbody           | 200 | body  | true
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nbo\\r\\n2\\r\\ndy\\r\\n0\\r\\n\\r\\n | 200 | body | true
            HTTP/1.1 200 OK\\r\\n\\r\\nbody                                                      | 200 | body  | false
            HTTP/1.1 200 OK\\r\\nContent-Length: -4\\r\\n\\r\\nbody                               | 200 | body  | false
            HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nbody                                | 200 | body  | false
            HTTP/1.0 200\\r\\n\\r\\nbody                                                         | 200 | body  | false
            HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nbody | 200 | body | true
            HTTP/1.1 101 Switching Protocols\\r\\n\\r\\nbody                                    | 101 | body  | false
            HTTP/1.1 204 No Content\\r\\n\\r\\n                                                  | 204 | ''    | true
            """)
    void anAnswer_isReadAlikeHoweverItIsSplit(String escaped, int status, String content, boolean complete) {
        String text = escaped.replace("\\r", "\r").replace("\\n", "\n");
        for (int split = 0; split <= text.length(); split++) {
            assertRead(List.of(text.substring(0, split), text.substring(split)), status, content, complete);
        }
        assertRead(text.chars().mapToObj(Character::toString).toList(), status, content, complete);
    }

    @Test
    void anAnswerCutOffAnywhere_endsAndIsNeverComplete() {
        for (int end = 0; end < PAGE.length(); end++) {
            List<Event> seen = events("GET", List.of(PAGE.substring(0, end)));
            assertThat(seen).last().isEqualTo(new Event.InputEnded(false));
            assertThat(seen).doesNotHaveAnyElementsOfTypes(Event.MessageCompleted.class);
            assertThat(seen.stream().anyMatch(event -> event instanceof Event.HeadReceived))
                    .isEqualTo(end >= PAGE.indexOf("body"));
        }
    }

    /** A blank before the colon makes it no field (RFC 9112 §5.1): framing that a proxy may read otherwise is not trusted. */
    @ParameterizedTest
    @ValueSource(strings = {"Server : x", "Content-Length : 4", "Content-Length\t: 4", ": x", "no field at all"})
    void aLineThatIsNoField_spoilsNoHeadAndFramesNothing(String line) {
        List<Event> seen = events("GET", List.of("HTTP/1.1 200 OK\r\nA: b\r\n" + line + "\r\n\r\nbody"));
        assertThat(seen)
                .contains(new Event.HeadReceived(new ResponseHead(
                        "HTTP/1.1 200 OK", 200, ImmutableList.of(new Header("A", "b"), new Header("", line)))));
        assertThat(content(seen)).isEqualTo("body");
        assertThat(seen).doesNotHaveAnyElementsOfTypes(Event.MessageCompleted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 2000})
    void aHeadOfManyFields_isRead(int fields) {
        List<Event> seen = events("GET", List.of("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(fields) + "\r\nbody"));
        assertThat(seen).hasAtLeastOneElementOfType(Event.HeadReceived.class);
        assertThat(content(seen)).isEqualTo("body");
    }

    @Test
    void aLongField_isRead() {
        List<Event> seen = events("GET", List.of("HTTP/1.1 200 OK\r\nA: " + "b".repeat(20_000) + "\r\n\r\nbody"));
        assertThat(seen).hasAtLeastOneElementOfType(Event.HeadReceived.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                        | true
            H                                         | false
            HTTP/1.1 100 Continue\\r\\n\\r\\n       | true
            HTTP/1.1 100 Continue\\r\\n\\r\\nHT     | false
            HTTP/1.1 404 No\\r\\n\\r\\n             | false
            """)
    void interimAnswers_areNotTheAnswer(String said, boolean awaited) {
        parser.expectAnswerTo("GET");
        hear(said.translateEscapes());
        assertThat(parser.awaitsAnswer()).isEqualTo(awaited);
        assertThat(events.stream().anyMatch(event -> event instanceof Event.InterimReceived))
                .isEqualTo(said.contains("100"));
    }

    /** A limit for each: five pages on one connection are no endless one. */
    @Test
    void whatWasHeardBefore_doesNotCountAgainstTheNextAnswer() {
        String page = "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" + "a".repeat(60_000);
        for (int i = 0; i < 8; i++) {
            parser.expectAnswerTo("GET");
            hear(page);
        }
        assertThat(events).doesNotHaveAnyElementsOfTypes(Event.LimitReached.class);
        assertThat(parser.isReusable()).isTrue();
    }

    @Test
    void bytesBehindAnAnswer_areHandedOnAndForbidReuse() {
        parser.expectAnswerTo("GET");
        hear(PAGE + "more");
        assertThat(content(events)).isEqualTo("bodymore");
        assertThat(parser.isReusable()).isFalse();
    }

    @Test
    void aCompleteAnswer_allowsReuse() {
        parser.expectAnswerTo("GET");
        hear(PAGE);
        assertThat(parser.isReusable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n",
                "<html>0.9</html>",
                "220 mail ESMTP\r\n",
                "HTTX/1.1 200 OK\r\n",
                "HTTP/1.1 soon\r\n",
                "HTTP/1.1 000 OK\r\n\r\n",
                "\u0005\u00ff"
            })
    void whatIsNotHttp_isHandedOnRaw(String text) {
        for (List<String> pieces : List.of(
                List.of(text), text.chars().mapToObj(Character::toString).toList())) {
            List<Event> seen = events("GET", pieces);
            assertThat(seen).hasAtLeastOneElementOfType(Event.NotHttp.class);
            assertThat(content(seen)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nA: ", "HTTP/1.1 200 OK\r\n\r\n"})
    void aMegabyteOnOneLine_isHeardToALimit(String start) {
        assertThat(events("GET", List.of(start + "a".repeat(1 << 20))))
                .doesNotHaveAnyElementsOfTypes(Event.InputEnded.class)
                .filteredOn(event -> event instanceof Event.LimitReached)
                .hasSize(1);
    }

    /** It may hold the proof. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nA: "})
    void aLineBeyondTheLimit_isHandedOnAsFarAsItCame(String start) {
        String text = start + "a".repeat(70_000) + "proof";
        List<Event> seen = events("GET", List.of(text));
        assertThat(content(seen)).isEqualTo(text);
        assertThat(seen).last().isEqualTo(new Event.LimitReached());
    }

    @Test
    void compressedContentBeyondTheLimit_isUnpackedAsFarAsItCame() throws IOException {
        List<Event> seen = events(
                "GET", List.of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", packed(), "a".repeat(300_000)));
        assertThat(content(seen)).isEqualTo("the proof");
        assertThat(seen).last().isEqualTo(new Event.LimitReached());
    }

    @Test
    void endlessHeaders_areHeardToALimit() {
        assertThat(events("GET", List.of("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000))))
                .last()
                .isEqualTo(new Event.LimitReached());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-5", "-1", "8000000000000000", "5;-5\r\nabcde\r\n-5"})
    void brokenChunks_areHandedOnAsTheyAre(String size) {
        List<Event> seen =
                events("GET", List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", size + "\r\nproof"));
        assertThat(content(seen)).contains("proof");
        assertThat(seen).doesNotHaveAnyElementsOfTypes(Event.MessageCompleted.class);
    }

    /** A relay that takes the framing off and forgets the field: the first line is no size, but what we look for. */
    @ParameterizedTest
    @ValueSource(strings = {"the proof\r\n", "3\r\nthe\r\n proof\r\n"})
    void whatStandsInPlaceOfAChunksSize_isHeard(String said) {
        for (List<String> pieces : List.of(
                List.of(CHUNKED + said),
                List.of(CHUNKED, said),
                (CHUNKED + said).chars().mapToObj(Character::toString).toList())) {
            assertThat(content(events("GET", pieces))).contains("the").contains("proof");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    void trailers_areHeard(String field) {
        List<Event> seen = events(
                "GET",
                List.of("HTTP/1.1 200 OK\r\n" + field
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nA: proof\r\n\r\n"));
        assertThat(content(seen)).isEqualTo("hi\nA: proof");
        assertThat(seen).last().isEqualTo(new Event.MessageCompleted());
    }

    @Test
    void compressedContent_isUnpacked() throws IOException {
        String packed = packed();
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length() + "\r\n\r\n";
        assertThat(content(events("GET", List.of(head, packed)))).isEqualTo("the proof");
    }

    private static String packed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("the proof".getBytes(ISO_8859_1));
        }
        return packed.toString(ISO_8859_1);
    }

    @Test
    void contentThatOnlyClaimsToBeCompressed_isHandedOnAsItIs() {
        assertThat(content(events("GET", List.of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain"))))
                .isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"H", "HTTP/1.1 200 OK\r\nServer: x", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain"})
    void whatWaitsWhenTheTimeIsOver_isHandedOn(String text) {
        parser.expectAnswerTo("GET");
        hear(text);
        assertThat(content(events)).isEmpty();
        parser.timeIsOver();
        assertThat(content(events)).isEqualTo(text.substring(Math.max(0, text.indexOf("plain"))));
    }

    @Test
    void aWholeAnswer_hasNothingMoreWhenTheTimeIsOver() {
        parser.expectAnswerTo("GET");
        hear(PAGE);
        int before = events.size();
        parser.timeIsOver();
        assertThat(events).hasSize(before);
    }

    @Test
    void bytesBehindA2xxToConnect_waitForTheTunnel() {
        parser.expectAnswerTo("CONNECT");
        hear("HTTP/1.1 299 x\r\nContent-Length: 4\r\n\r\n220 early");
        assertThat(content(events)).isEmpty();
        assertThat(parser.holdsTunnelBytes()).isTrue();
        parser.readTunnelRaw();
        assertThat(content(events)).isEqualTo("220 early");
        assertThat(parser.holdsTunnelBytes()).isFalse();
    }

    @Test
    void bytesBehindA2xxToConnect_answerWhatIsAskedInTheTunnel() {
        parser.expectAnswerTo("CONNECT");
        hear("HTTP/1.1 200 OK\r\n\r\n");
        assertThat(parser.holdsTunnelBytes()).isFalse();
        hear(PAGE);
        parser.expectAnswerTo("GET");
        assertThat(content(events)).isEqualTo("body");
        assertThat(events).last().isEqualTo(new Event.MessageCompleted());
    }

    private void hear(String text) {
        parser.received(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    private static void assertRead(List<String> pieces, int status, String content, boolean complete) {
        List<Event> seen = events("GET", pieces);
        assertThat(seen.stream()
                        .filter(event -> event instanceof Event.HeadReceived)
                        .map(event -> ((Event.HeadReceived) event).head().status()))
                .as("%s", pieces)
                .containsExactly(status);
        assertThat(content(seen)).as("%s", pieces).isEqualTo(content);
        assertThat(seen)
                .as("%s", pieces)
                .last()
                .isEqualTo(complete ? new Event.MessageCompleted() : new Event.InputEnded(false));
    }

    static List<Event> events(String method, List<String> pieces) {
        List<Event> seen = new ArrayList<>();
        AnswerParser reader = new AnswerParser(seen::add);
        reader.expectAnswerTo(method);
        for (String piece : pieces) {
            reader.received(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)));
        }
        reader.readTunnelRaw();
        reader.ended(false);
        return seen;
    }

    static String content(List<Event> seen) {
        StringBuilder text = new StringBuilder();
        for (Event event : seen) {
            if (event instanceof Event.BytesReceived bytes) {
                text.append(bytes.bytes());
            } else if (event instanceof Event.NotHttp bytes) {
                text.append(bytes.bytes());
            }
        }
        return text.toString();
    }
}
