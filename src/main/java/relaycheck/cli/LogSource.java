package relaycheck.cli;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import relaycheck.text.Reason;

/** A log as a stream of plain bytes, whatever it is compressed with; its first bytes tell, not its name. */
final class LogSource implements Closeable {
    private static final int MAGIC_LENGTH = 6;
    private static final int GZIP_BUFFER = 1 << 16;

    /** That of UTF-8, which some editors put before the first line: no part of it. */
    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final String name;
    private final InputStream bytes;
    private final Instant written;

    private LogSource(String name, InputStream bytes, Instant written) {
        this.name = name;
        this.bytes = bytes;
        this.written = written;
    }

    static LogSource open(String name) throws IOException {
        if (name.equals("-")) {
            return new LogSource("stdin", plain(StandardInput.open()), Instant.now());
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new IOException("is a directory");
        }
        Instant written = Files.getLastModifiedTime(path).toInstant();
        // not a channel's stream: that one copies twice
        FileInputStream file = new FileInputStream(path.toFile());
        try {
            // a pipe has no length
            return new LogSource(name, plain(Files.isRegularFile(path) ? new Uncut(file) : file), written);
        } catch (IOException problem) {
            file.close();
            throw problem;
        }
    }

    String name() {
        return name;
    }

    /** When it was last written. */
    Instant written() {
        return written;
    }

    /** Reads some bytes into the buffer from {@code from} on, and returns how many; negative at the end. */
    int read(byte[] buffer, int from) throws IOException {
        try {
            return bytes.read(buffer, from, buffer.length - from);
        } catch (RuntimeException malformed) {
            // aircompressor's own for what is no zstd, and for one that ends too early
            throw new IOException("the compressed data is broken: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** What went wrong, in words for the owner of the file. */
    static String reason(IOException problem) {
        if (problem instanceof EOFException) {
            return "the compressed data ends too early: only what comes before was read";
        }
        if (problem instanceof ZipException) {
            return "the compressed data is broken: " + problem.getMessage();
        }
        return Reason.of(problem);
    }

    private static InputStream plain(InputStream raw) throws IOException {
        byte[] magic = raw.readNBytes(MAGIC_LENGTH);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic), raw);
        if (startsWith(magic, 0x1f, 0x8b)) {
            return new GZIPInputStream(new NeverDry(whole), GZIP_BUFFER);
        }
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return new ZstdInputStream(whole);
        }
        if (startsWith(magic, 0xfd, '7', 'z', 'X', 'Z')) {
            throw new IOException("xz is not read here, but this is: xz -dc FILE | relaycheck log -");
        }
        if (startsWith(magic, 'B', 'Z', 'h')) {
            throw new IOException("bzip2 is not read here, but this is: bzip2 -dc FILE | relaycheck log -");
        }
        if (startsWith(magic, 0xce, 0xfa, 0xce, 0x0a)) {
            throw new IOException("Traffic Server's binary log is not read here, but this is:"
                    + " traffic_logcat FILE | relaycheck log -");
        }
        if (startsWith(magic, 0xff, 0xfe) || startsWith(magic, 0xfe, 0xff)) {
            throw new IOException(
                    "UTF-16 is not read here, but this is: iconv -f UTF-16 -t UTF-8 FILE | relaycheck log -");
        }
        return startsWith(magic, BYTE_ORDER_MARK)
                ? new SequenceInputStream(
                        new ByteArrayInputStream(magic, BYTE_ORDER_MARK.length, magic.length - BYTE_ORDER_MARK.length),
                        raw)
                : whole;
    }

    /** A file that grows or is moved away is read to its end; one that has become shorter has lost what comes next. */
    private static final class Uncut extends FilterInputStream {
        private final FileChannel channel;

        Uncut(FileInputStream file) {
            super(file);
            this.channel = file.getChannel();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = in.read(buffer, from, length);
            if (read < 0 && channel.size() < channel.position()) {
                throw new IOException("was cut while it was read: only what came before was read");
            }
            return read;
        }
    }

    /**
     * Java looks for a further member of a gzip file only where bytes are there to be read at once, which those of a pipe may
     * not be: here they always may, and the end is found by reading.
     */
    private static final class NeverDry extends FilterInputStream {
        NeverDry(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
