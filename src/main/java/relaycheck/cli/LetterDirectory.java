package relaycheck.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import relaycheck.report.Letter;
import relaycheck.report.OutputFile;
import relaycheck.text.Plural;
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
            if (name.isBlank()) {
                throw new IllegalArgumentException("--letters: the name of the directory is empty");
            }
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
            tellEarlier(letters, err);
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
        tellEarlier(letters, err);
    }

    /** Whoever sends all that lies there would send these too, to owners who have done what they ask for. */
    private void tellEarlier(ImmutableList<Letter> letters, PrintWriter err) throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        Set<String> now = letters.stream().map(Letter::name).collect(Collectors.toSet());
        List<String> earlier = new ArrayList<>();
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(path, "*.md")) {
            for (Path page : pages) {
                String name = MoreFiles.getNameWithoutExtension(page);
                if (!now.contains(name) && Files.exists(path.resolve(name + ".html"))) {
                    earlier.add(name);
                }
            }
        }
        Collections.sort(earlier);
        if (!earlier.isEmpty()) {
            String names = Joiner.on(", ").join(Iterables.limit(earlier, NAMED));
            err.println(Printable.line("relaycheck: warning: " + path + " holds "
                    + Plural.of(earlier.size(), "letter", "letters") + " of an earlier report too: " + names
                    + (earlier.size() > NAMED ? ", …" : "")));
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
