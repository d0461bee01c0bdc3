package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.TemplateOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What the templates write to: a stream that is never held as a whole. Closing it flushes and leaves the stream open. */
final class HtmlOutput implements TemplateOutput, AutoCloseable {
    private final OutputStream out;

    HtmlOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    @Override
    public void writeContent(String value) {
        writeBinaryContent(value.getBytes(UTF_8));
    }

    @Override
    public void writeContent(String value, int from, int to) {
        writeContent(value.substring(from, to));
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        try {
            out.write(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
