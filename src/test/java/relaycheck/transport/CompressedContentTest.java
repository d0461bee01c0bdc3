package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.http.Chunk;
import relaycheck.http.Header;
import relaycheck.http.ResponseHead;

class CompressedContentTest {
    private static final int LIMIT = 256 * 1024;
    private static final Chunk PAGE = Chunk.of("a page with a proof in it, and words enough to pack\n".repeat(500));

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate"})
    void whatIsPacked_isUnpacked(String coding) throws IOException {
        byte[] packed = coding.equals("deflate") ? deflated(PAGE) : gzipped(PAGE);
        assertThat(unpacked(coding, packed, LIMIT)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "identity", "gzip, gzip"})
    void anotherCoding_isNotOurs(String coding) {
        assertThat(CompressedContent.announcedBy(head(coding))).isEmpty();
    }

    @Test
    void aBomb_isUnpackedUpToTheLimit() throws IOException {
        byte[] bomb = gzipped(Chunk.copyOf(new byte[64 * 1024 * 1024]));
        assertThat(unpacked("gzip", bomb, LIMIT)).isEqualTo(Chunk.copyOf(new byte[LIMIT]));
        assertThat(unpacked("gzip", bomb, 7)).isEqualTo(Chunk.copyOf(new byte[7]));
    }

    /** Thousands of connections may hold some at a time. */
    @Test
    void ofALongContent_littleIsKept() {
        byte[] noise = new byte[LIMIT];
        assertThat(unpacked("gzip", noise, LIMIT).length()).isEqualTo(32 * 1024);
    }

    @Test
    void aCutOff_keepsWhatCameBeforeIt() throws IOException {
        byte[] packed = gzipped(PAGE);
        byte[] cut = Arrays.copyOf(packed, packed.length - 30);
        Chunk unpacked = unpacked("gzip", cut, LIMIT);
        assertThat(unpacked.isEmpty()).isFalse();
        assertThat(unpacked).isEqualTo(PAGE.first(unpacked.length()));
    }

    @Test
    void aWrongChecksum_takesNothingAway() throws IOException {
        byte[] packed = gzipped(PAGE);
        packed[packed.length - 8] ^= 1;
        assertThat(unpacked("gzip", packed, LIMIT)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001f", "not packed at all", "\u001f\u008b\u0008", "<html>"})
    void whatIsNotPacked_staysAsItCame(String bytes) {
        Chunk plain = Chunk.of(bytes);
        assertThat(unpacked("gzip", plain.toBytes(), LIMIT)).isEqualTo(plain);
        assertThat(unpacked("deflate", plain.toBytes(), LIMIT)).isEqualTo(plain);
    }

    private static Chunk unpacked(String coding, byte[] packed, int limit) {
        CompressedContent content = CompressedContent.announcedBy(head(coding)).orElseThrow();
        for (int from = 0; from < packed.length; from += 100) {
            content.add(Chunk.copyOf(packed, from, Math.min(100, packed.length - from)));
        }
        return content.unpacked(limit);
    }

    private static ResponseHead head(String coding) {
        return new ResponseHead("HTTP/1.1 200 OK", 200, ImmutableList.of(new Header("Content-Encoding", coding)));
    }

    private static byte[] gzipped(Chunk plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.toBytes());
        }
        return packed.toByteArray();
    }

    private static byte[] deflated(Chunk plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(plain.toBytes());
        }
        return packed.toByteArray();
    }
}
