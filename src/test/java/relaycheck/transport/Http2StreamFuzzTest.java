package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;
import relaycheck.probe.Event;

/** Frames, mutated with a fixed seed: nothing throws, each answer ends once, and what is handed on has a bound. */
class Http2StreamFuzzTest {
    private static final int MUTANTS = 20_000;
    private static final List<byte[]> SEEDS = List.of(
            Bytes.concat(Frames.SETTINGS, Frames.head(0, ":status: 200", "server: nginx"), Frames.data(1, "<html>")),
            Bytes.concat(
                    Frames.SETTINGS,
                    Frames.frame(6, 0, 0, new byte[8]),
                    Frames.head(0, ":status: 103"),
                    Frames.head(0, ":status: 407", "proxy-authenticate: Basic", "content-length: 4"),
                    Frames.frame(0, 8, 1, (byte) 2, (byte) 'p', (byte) 'a', (byte) 0, (byte) 0),
                    Frames.head(1, "trailer: x")),
            Bytes.concat(
                    Frames.SETTINGS,
                    Frames.frame(1, 0, 1, Frames.fields(":status: 502")),
                    Frames.frame(9, 4, 1, Frames.fields("via: 1.1 x")),
                    Frames.frame(3, 0, 1, new byte[4])),
            Bytes.concat(Frames.SETTINGS, Frames.frame(7, 0, 0, new byte[8])));

    @Test
    void mutatedFrames_endInEventsAndNeverThrow() {
        Mutants mutants = new Mutants();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = mutants.of(SEEDS);
            List<Event> events = new ArrayList<>();
            AnswerParser parser = new AnswerParser(events::add);
            Http2Stream stream = new Http2Stream(said -> {}, parser);
            parser.expectAnswerTo(mutants.below(2) == 0 ? "CONNECT" : "GET");
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, 1 + mutants.below(40));
                stream.received(ByteBuffer.wrap(bytes, from, length));
                from += length;
            }
            stream.ended();
            parser.ended(false);
            assertThat(events)
                    .filteredOn(event -> event instanceof Event.InputEnded || event instanceof Event.MessageCompleted)
                    .hasSize(1);
            assertThat(AnswerParserTest.content(events)).hasSizeLessThanOrEqualTo(bytes.length);
        }
    }
}
