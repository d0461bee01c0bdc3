package relaycheck.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import relaycheck.text.Printable;

/** Good input made bad, by a fixed seed: bytes changed, cut, put in and doubled, and two good ones spliced. */
public final class Mutants {
    /** What parsers look for. */
    private static final byte[] STRUCTURAL =
            "\r\n\t \0:;,./-[]{}()<>\"'\\=#%*!@&?|$0179afFxX\u007f\u00a0\u00ff\u0085".getBytes(ISO_8859_1);

    private static final int MOST_CHANGES = 6;

    private final Random random = new Random(4711);

    /** A mutant of one of these; one in ten is a good one. */
    public byte[] of(List<byte[]> seeds) {
        byte[] bytes = one(seeds);
        if (below(10) == 0) {
            return bytes.clone();
        }
        if (below(8) == 0) {
            byte[] other = one(seeds);
            bytes = Bytes.concat(Arrays.copyOf(bytes, below(bytes.length + 1)), tail(other, below(other.length + 1)));
        }
        for (int changes = 1 + below(MOST_CHANGES); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    /** A mutant of one of these texts, each byte a character. */
    public String ofTexts(List<String> seeds) {
        return new String(of(List.of(one(seeds).getBytes(ISO_8859_1), one(seeds).getBytes(ISO_8859_1))), ISO_8859_1);
    }

    /** Hands so many mutants to a parser, which may throw nothing but an IllegalArgumentException that says why. */
    public void each(int count, List<String> seeds, Consumer<String> parser) {
        each(count, seeds, text -> text, parser);
    }

    /** The same with something around each mutant. */
    public void each(int count, List<String> seeds, UnaryOperator<String> dressed, Consumer<String> parser) {
        for (int i = 0; i < count; i++) {
            String text = dressed.apply(ofTexts(seeds));
            try {
                parser.accept(text);
            } catch (IllegalArgumentException e) {
                // Java's own for a number says nothing of where it stands
                assertThat(e).as("%s", Printable.line(text)).isNotInstanceOf(NumberFormatException.class);
                assertThat(e.getMessage()).as("%s", Printable.line(text)).isNotBlank();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("mutant " + i + ": " + Printable.line(text), e);
            }
        }
    }

    /** The text in pieces as a network may bring it. */
    public List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + below(200));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    /** Something from zero to {@code end}, without it. */
    public int below(int end) {
        return random.nextInt(end);
    }

    private <T> T one(List<T> seeds) {
        return seeds.get(below(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {structural()};
        }
        int from = below(bytes.length);
        int to = Math.min(bytes.length, from + below(12) * (1 + below(4)));
        return switch (below(6)) {
            case 0 -> with(bytes, from, (byte) (bytes[from] ^ 1 << below(8)));
            case 1 -> with(bytes, from, structural());
            case 2 -> Bytes.concat(Arrays.copyOf(bytes, from), tail(bytes, to));
            case 3 -> Bytes.concat(Arrays.copyOf(bytes, to), tail(bytes, from));
            case 4 -> Bytes.concat(Arrays.copyOf(bytes, from), new byte[] {structural()}, tail(bytes, from));
            default -> below(4) == 0 ? Arrays.copyOf(bytes, from) : with(bytes, from, (byte) below(256));
        };
    }

    private byte structural() {
        return STRUCTURAL[below(STRUCTURAL.length)];
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
