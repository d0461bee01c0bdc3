package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** How one product writes its configuration, and what in it makes a relay. */
public abstract class Dialect {
    private final String name;
    private final FileMarks marks;
    private final boolean includesItsFiles;

    /** Whose main file names all others, or else not. */
    Dialect(String name, FileMarks marks, Files files) {
        this.name = name;
        this.marks = marks;
        this.includesItsFiles = files == Files.INCLUDED;
    }

    /** How several files come together. */
    enum Files {
        /** A main file names all others, so that what it does not include is not in use. */
        INCLUDED,
        /** Each may stand for itself. */
        SINGLE
    }

    /** Its name on the command line and in reports: {@code apache}. */
    public final String name() {
        return name;
    }

    /** How sure it is that a file is its own: 0 not at all, 100 by a name that no other uses. */
    public int likeness(String path, ImmutableList<String> lines) {
        return marks.likeness(path, lines);
    }

    final boolean includesItsFiles() {
        return includesItsFiles;
    }

    /** Reads one configuration, whose files the product would read one after the other. */
    public abstract void read(ImmutableList<String> files, Reading reading);

    /** Opens the files one after the other, and hands the lines of each on. */
    static void open(List<String> files, Reading reading, BiConsumer<String, ImmutableList<String>> body) {
        files.forEach(file -> reading.open(file, new Place(file, 0), body));
    }

    /** A line of words, the first of which is its name. */
    record Directive(Place place, ImmutableList<String> all) {
        /** In lower case. */
        String name() {
            return Ascii.toLowerCase(all.get(0));
        }

        /** What stands behind the name. */
        ImmutableList<String> words() {
            return all.subList(1, all.size());
        }

        /** On one line, without its comment. */
        String text() {
            return String.join(" ", all);
        }
    }

    /** The lines that say something, where each is words with blanks between them. */
    static ImmutableList<Directive> lines(String path, List<String> text) {
        List<Directive> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            ImmutableList<String> words = Words.uncommented(text.get(i).strip());
            if (!words.isEmpty()) {
                lines.add(new Directive(new Place(path, i + 1), words));
            }
        }
        return ImmutableList.copyOf(lines);
    }
}
