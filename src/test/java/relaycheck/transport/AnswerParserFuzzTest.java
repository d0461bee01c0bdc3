package relaycheck.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.fuzz.Mutants;
import relaycheck.probe.Event;
import relaycheck.transcript.Exchange;
import relaycheck.transcript.Transcript;

/** Captured answers, mutated with a fixed seed: nothing throws, each ends, and no more is handed on than can be kept. */
class AnswerParserFuzzTest {
    private static final int MUTANTS = 20;
    /** What mutants are crossed with: good framing, and what is read although no RFC has it so. */
    private static final List<byte[]> SPLICED = Stream.of(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",
                    "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length : 4\r\nno field\r\n: x\r\n\r\nbody",
                    "\n".repeat(20) + "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-5\nhello\n8000000000000000\n",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n")
            .map(text -> text.getBytes(US_ASCII))
            .toList();

    static Stream<Transcript> captures() {
        return Transcript.all().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aMutatedAnswer_endsInEventsAndNeverThrows(Transcript transcript) {
        Mutants mutants = new Mutants();
        for (Exchange exchange : transcript.exchanges()) {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] bytes =
                        mutants.of(List.of(exchange.answer().toBytes(), SPLICED.get(mutants.below(SPLICED.size()))));
                List<Event> events = new ArrayList<>();
                AnswerParser parser = new AnswerParser(events::add);
                parser.expectAnswerTo(mutants.below(2) == 0 ? "CONNECT" : "GET");
                feed(parser, bytes, mutants);
                parser.readTunnelRaw();
                parser.ended(mutants.below(2) == 0);
                assertThat(events.get(events.size() - 1))
                        .isInstanceOfAny(
                                Event.InputEnded.class,
                                Event.MessageCompleted.class,
                                Event.LimitReached.class,
                                Event.BytesReceived.class);
                assertThat(AnswerParserTest.content(events)).hasSizeLessThanOrEqualTo(256 * 1024 + bytes.length);
            }
        }
    }

    private static void feed(AnswerParser parser, byte[] bytes, Mutants mutants) {
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + mutants.below(200));
            parser.received(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }
    }
}
