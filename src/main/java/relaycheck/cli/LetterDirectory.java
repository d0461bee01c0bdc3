package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import relaycheck.report.Letter;
import relaycheck.report.OutputFile;
import relaycheck.text.Printable;
import relaycheck.text.Reason;

/**
 * Where letters to owners are put: two files each.
 *
 * @param path the directory, which is made where it is missing
 */
record LetterDirectory(Path path) {
    /** So many are named one by one. */
    private static final int NAMED = 20;

    /**
     * The directory of this name.
     *
     * @throws IllegalArgumentException with a message for the user, where no file can be put there
     */
    static LetterDirectory of(String name) {
        try {
            Path path = Path.of(name);
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new IllegalArgumentException("--letters: " + name + " is no directory");
            }
            if (Files.isDirectory(path) && !Files.isWritable(path)) {
                throw new IllegalArgumentException("--letters: " + name + " may not be written to");
            }
            return new LetterDirectory(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--letters: " + name + " is no name of a directory", e);
        }
    }

    /** Writes them, and says which files they are. */
    void write(ImmutableList<Letter> letters, PrintWriter err) throws IOException {
        if (letters.isEmpty()) {
            err.println("relaycheck: no letters: no owner has anything to do");
            return;
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException(path + " cannot be made: " + Reason.ofMaking(e), e);
        }
        for (Letter letter : letters) {
            put(letter.name() + ".md", letter::markdown);
            put(letter.name() + ".html", letter::html);
        }
        letters.stream().limit(NAMED).forEach(letter -> err.println(said(letter)));
        if (letters.size() > NAMED) {
            err.println("relaycheck: and letters for " + (letters.size() - NAMED) + " more owners in "
                    + Printable.line(path.toString()));
        }
    }

    private String said(Letter letter) {
        String file = path.resolve(letter.name()).toString();
        return Printable.line("relaycheck: wrote " + file + ".md and .html for "
                + letter.label().orElse("what has no label"));
    }

    private void put(String name, OutputFile.Content content) throws IOException {
        Path file = path.resolve(name);
        try {
            OutputFile.replace(file, content);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + Reason.ofMaking(e), e);
        }
    }
}
