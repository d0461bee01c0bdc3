package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import relaycheck.text.Printable;
import relaycheck.text.Reason;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Where a report goes and in which format. A file is written beside its place and renamed into it when it is whole and on
 * the disk: whoever reads it (a web server, a metrics collector) sees the old report or the new one, never half of one.
 *
 * @param name   the file, or {@code -} for standard output
 * @param format the format
 */
public record OutputFile(String name, ReportFormat format) {
    /** What stands for standard output. */
    public static final String STDOUT = "-";

    private static final int BUFFER = 1 << 16;

    /**
     * The output of this name, its format by name or else by the file's ending; text where neither tells.
     *
     * @throws IllegalArgumentException where the format is unknown, or nothing can be written there; known before a scan, so
     *     that none is lost for it
     */
    public static OutputFile of(String name, Optional<String> format) {
        OutputFile output = new OutputFile(name, format(name, format));
        checkPlace(name);
        return output;
    }

    /** Puts text in the place of this name, whole or not at all; it says itself which place that is, where it cannot. */
    public static void put(String name, String text) throws IOException {
        put(name, out -> out.write(text.getBytes(UTF_8)));
    }

    /** The same for what is too long to be held as one text. */
    public static void put(String name, Content content) throws IOException {
        try {
            if (isSpecial(Path.of(name))) {
                try (OutputStream out = Files.newOutputStream(Path.of(name))) {
                    content.writeTo(out);
                }
            } else {
                replace(place(name), content);
            }
        } catch (IOException e) {
            throw new IOException(name + " cannot be written: " + Reason.ofMaking(e), e);
        }
    }

    private static ReportFormat format(String name, Optional<String> format) {
        if (format.isPresent()) {
            return ReportFormats.named(format.get());
        }
        return name.equals(STDOUT) ? TextReport.PLAIN : ReportFormats.forFile(name);
    }

    /** Writes the report; {@code stdout} is used for {@code -}, and stays open. */
    public void write(Report report, OutputStream stdout) throws IOException {
        if (name.equals(STDOUT)) {
            writeTo(stdout, report);
        } else if (isSpecial(Path.of(name))) {
            try (OutputStream out = Files.newOutputStream(Path.of(name))) {
                writeTo(out, report);
            }
        } else {
            replace(place(name), out -> writeTo(out, report));
        }
    }

    /** What a file shall hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes it; the stream stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Puts a file in its place at once, when it is whole and on the disk. A symbolic link there is replaced, not followed. */
    public static void replace(Path place, Content content) throws IOException {
        Path part = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        Files.deleteIfExists(part);
        try {
            writeWhole(part, content);
            keepPermissions(place, part);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeWhole(Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private void writeTo(OutputStream out, Report report) throws IOException {
        OutputStream buffered = new BufferedOutputStream(new StayingOpen(out), BUFFER);
        try {
            format.write(report, buffered);
        } catch (JacksonIOException e) {
            throw e.getCause(); // a full disk's own words, without a place in the JSON
        }
        buffered.flush();
    }

    /**
     * Tells whether something can be written there, before the work that it is the result of.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static void checkPlace(String name) {
        if (name.equals(STDOUT)) {
            return;
        }
        Path file = Path.of(name).toAbsolutePath();
        Path directory = file.getParent();
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(Printable.line(name) + " is a directory");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(Printable.line(name) + ": there is no directory " + directory);
        }
        if (!Files.isWritable(isSpecial(file) ? file : directory)) {
            throw new IllegalArgumentException(Printable.line(name) + ": may not be written");
        }
    }

    /** The file itself where the name is a symbolic link: the link stays. */
    private static Path place(String name) throws IOException {
        Path file = Path.of(name).toAbsolutePath();
        return Files.exists(file) ? file.toRealPath() : file;
    }

    /** A device or a pipe cannot be renamed over. */
    private static boolean isSpecial(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Who may read the old report may read the new one, and nobody else. */
    private static void keepPermissions(Path old, Path part) throws IOException {
        if (Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(old).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(old));
        }
    }

    /** Some writers close what they write to. */
    private static final class StayingOpen extends FilterOutputStream {
        StayingOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
