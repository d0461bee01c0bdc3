package relaycheck.transport;

import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;

/**
 * Content that a relay compressed (RFC 9110 §8.4) although nobody asked for it: kept until its end, then unpacked, so that a
 * proof inside is found.
 */
final class CompressedContent {
    /** So much is kept to be unpacked: thousands of connections may hold some, and the canary's words are a few hundred. */
    private static final int KEPT = 32 * 1024;

    private final boolean gzip;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();

    private CompressedContent(boolean gzip) {
        this.gzip = gzip;
    }

    /** Where the head says that the content is packed in a way that we can unpack. */
    static Optional<CompressedContent> announcedBy(ResponseHead head) {
        String coding = head.header("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "gzip", "x-gzip" -> Optional.of(new CompressedContent(true));
            case "deflate" -> Optional.of(new CompressedContent(false));
            default -> Optional.empty();
        };
    }

    void add(Chunk bytes) {
        packed.writeBytes(bytes.first(KEPT - packed.size()).toBytes());
    }

    /** As much as could be unpacked, {@code limit} bytes at most; where nothing could, the bytes as they came. */
    Chunk unpacked(int limit) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream bytes = open(new ByteArrayInputStream(packed.toByteArray()))) {
            ByteStreams.limit(bytes, limit).transferTo(unpacked);
        } catch (IOException e) {
            // cut off or not packed at all: what came out so far is what there is
        }
        return Chunk.copyOf((unpacked.size() == 0 ? packed : unpacked).toByteArray());
    }

    private InputStream open(InputStream bytes) throws IOException {
        return gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes);
    }
}
