package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Frames of HTTP/2 (RFC 9113 §4.1) as a server says them, and those that were said to it. */
final class Frames {
    static final byte[] SETTINGS = frame(4, 0, 0);

    private Frames() {}

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        byte[] length = Ints.toByteArray(payload.length << 8 | type);
        return Bytes.concat(length, new byte[] {(byte) flags}, Ints.toByteArray(stream), payload);
    }

    /** Fields as {@code name: value}, packed. */
    static byte[] fields(String... lines) {
        ByteArrayBuffer packed = new ByteArrayBuffer(100);
        try {
            new HPackEncoder(4096, ISO_8859_1)
                    .encodeHeaders(
                            packed,
                            Arrays.stream(lines)
                                    .map(line -> line.split(": ", 2))
                                    .map(parts -> new BasicHeader(parts[0], parts[1]))
                                    .toList(),
                            true);
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    /** A whole head on the first stream. */
    static byte[] head(int flags, String... lines) {
        return frame(1, 4 | flags, 1, fields(lines));
    }

    static byte[] data(int flags, String text) {
        return frame(0, flags, 1, text.getBytes(ISO_8859_1));
    }

    /** {@code type/flags/stream payload} of each frame, the payload in hexadecimal digits. */
    static String read(ByteBuffer said) {
        return Stream.iterate(said, ByteBuffer::hasRemaining, rest -> rest)
                .map(Frames::next)
                .collect(Collectors.joining(" "));
    }

    private static String next(ByteBuffer said) {
        int lengthAndType = said.getInt();
        String name = (lengthAndType & 0xff) + "/" + said.get() + "/" + said.getInt();
        byte[] payload = new byte[lengthAndType >> 8];
        said.get(payload);
        return payload.length == 0 ? name : name + "=" + BaseEncoding.base16().encode(payload);
    }
}
