package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.probe.Event;
import relaycheck.transcript.Exchange;
import relaycheck.transcript.Transcript;

/** Captured answers, mutated with a fixed seed: nothing throws, each ends, and no more is handed on than can be kept. */
class AnswerParserFuzzTest {
    private static final int MUTANTS = 20;

    static Stream<Transcript> captures() {
        return Transcript.all().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aMutatedAnswer_endsInEventsAndNeverThrows(Transcript transcript) {
        Random random = new Random(4711);
        for (Exchange exchange : transcript.exchanges()) {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] bytes = mutated(exchange.answer().toBytes(), random);
                List<Event> events = new ArrayList<>();
                AnswerParser parser = new AnswerParser(events::add);
                parser.expectAnswerTo(random.nextBoolean() ? "CONNECT" : "GET");
                feed(parser, bytes, random);
                parser.readTunnelRaw();
                parser.ended(random.nextBoolean());
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

    private static void feed(AnswerParser parser, byte[] bytes, Random random) {
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(200));
            parser.received(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = Arrays.copyOf(original, Math.max(1, original.length - random.nextInt(20)));
        for (int n = random.nextInt(8); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : "\r\n 0:-;f".charAt(random.nextInt(8)));
        }
        return bytes;
    }
}
