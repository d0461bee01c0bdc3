package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One configuration being read: its files are opened here, and what a dialect finds is written down here. */
public final class Reading {
    /** Products stop earlier: Squid at 16, Apache at 128 with the stack as its limit. */
    private static final int DEEPEST = 32;

    private static final int MOST_FILES = 20_000;

    private final ConfigFiles files;
    private final Set<String> opened = new LinkedHashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Set<Note> notes = new LinkedHashSet<>();
    private final Set<Listener> listens = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** Starts a reading. */
    public Reading(ConfigFiles files) {
        this.files = files;
    }

    /** Everything written down so far. */
    public Findings findings() {
        ImmutableSet<Listener> everywhere = ImmutableSet.copyOf(listens);
        return Findings.together(List.of(new Findings(
                ImmutableSet.copyOf(opened),
                causes.stream()
                        .map(cause -> cause.at().isEmpty() ? cause.at(everywhere) : cause)
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.copyOf(unread),
                ImmutableList.copyOf(notes),
                everywhere,
                ImmutableSet.copyOf(names))));
    }

    /** Opens a file and hands its lines on; a file that includes itself is not opened again. */
    void open(String path, Place from, BiConsumer<String, ImmutableList<String>> body) {
        if (open.contains(path) || open.size() >= DEEPEST || opened.size() >= MOST_FILES) {
            unread(from, "includes " + path + " without end");
            return;
        }
        open.push(path);
        ConfigFiles.Text text = files.read(path);
        unread.addAll(text.unread());
        if (text.unread().stream().noneMatch(problem -> problem.place().line() == 0)) {
            opened.add(path);
            body.accept(path, text.lines());
        }
        open.pop();
    }

    /** Opens each file that an include names, in order of name; says so where there is none. */
    void include(
            String pattern, String base, Place from, boolean optional, BiConsumer<String, ImmutableList<String>> body) {
        ImmutableList<String> found = locate(pattern, base, from.file());
        if (found.isEmpty() && !optional) {
            if (pattern.matches(".*[*?\\[].*")) {
                note(from, "nothing matches " + pattern);
            } else {
                unread(from, "includes " + pattern + ", which is not there");
            }
        }
        for (String path : found) {
            ImmutableList<String> inside = files.under(path);
            (inside.isEmpty() ? List.of(path) : inside).forEach(file -> open(file, from, body));
        }
    }

    /** Whether a path of the configuration exists. */
    boolean exists(String path, String base, String from) {
        return !locate(path, base, from).isEmpty();
    }

    /** Writes a door down; one that several servers have in common is one door. */
    void cause(Cause cause) {
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i).at(cause.at()).equals(cause)) {
                causes.set(i, cause.at(together(causes.get(i).at(), cause.at())));
                return;
            }
        }
        causes.add(cause);
    }

    /** None is everywhere. */
    private static ImmutableSet<Listener> together(ImmutableSet<Listener> one, ImmutableSet<Listener> other) {
        return one.isEmpty() || other.isEmpty()
                ? ImmutableSet.of()
                : Sets.union(one, other).immutableCopy();
    }

    /** Connections are taken there; what names no port has the other one. Returns it. */
    ImmutableSet<Listener> listen(String place, int otherwise) {
        ImmutableSet<Listener> listener =
                Listener.of(place, otherwise).map(ImmutableSet::of).orElse(ImmutableSet.of());
        listens.addAll(listener);
        return listener;
    }

    /** Where the configuration does not say, the product listens there. */
    void listenByDefault(int port) {
        if (listens.isEmpty()) {
            listens.add(new Listener("", port));
        }
    }

    /** Answers for this name. */
    void answersFor(String name) {
        names.add(Ascii.toLowerCase(name));
    }

    void note(Place place, String text) {
        notes.add(new Note(place, text));
    }

    void unread(Place place, String why) {
        unread.add(new Unread(place, why));
    }

    /** A relative path stands beside the file that names it, else under the base. An absolute one may be of a copy. */
    private ImmutableList<String> locate(String pattern, String base, String from) {
        String folder = folder(from);
        return (pattern.startsWith("/")
                        ? Stream.of(
                                        sameTree(pattern, folder),
                                        folder.startsWith("/etc/") ? Stream.<String>of() : sameName(pattern, folder),
                                        Stream.of(pattern),
                                        beside(pattern, folder),
                                        beside(pattern, base))
                                .flatMap(places -> places)
                        : Stream.of(join(base, pattern), join(folder, pattern)))
                .map(files::find)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(ImmutableList.of());
    }

    /** {@code /etc/x/y} named in {@code /backup/etc/x/z} means {@code /backup/etc/x/y}. */
    private static Stream<String> sameTree(String pattern, String folder) {
        return parents(pattern)
                .filter(parent -> (folder + "/").lastIndexOf(parent + "/") > 0)
                .map(parent -> folder.substring(0, (folder + "/").lastIndexOf(parent + "/")) + pattern);
    }

    /** {@code /etc/nginx/y} named in {@code web1/nginx/z} means {@code web1/nginx/y}. */
    private static Stream<String> sameName(String pattern, String folder) {
        return parents(pattern)
                .filter(parent -> ("/" + folder + "/").contains("/" + name(parent) + "/"))
                .map(parent -> ("/" + folder + "/")
                                .substring(1, ("/" + folder + "/").lastIndexOf("/" + name(parent) + "/") + 1)
                        + name(parent)
                        + pattern.substring(parent.length()));
    }

    /** {@code /etc/nginx/conf.d/y} named in {@code project/z} may mean {@code project/conf.d/y}, as a container sees it. */
    private static Stream<String> beside(String pattern, String folder) {
        return parents(pattern)
                .sorted(Comparator.comparingInt(String::length))
                .map(parent -> pattern.substring(parent.length() + 1))
                .filter(rest -> rest.contains("/") || !rest.matches(".*[*?\\[].*"))
                .map(rest -> join(folder, rest));
    }

    /** The folders above, the innermost first. */
    private static Stream<String> parents(String path) {
        return Stream.iterate(
                path.substring(0, path.lastIndexOf('/')),
                parent -> !parent.isEmpty(),
                parent -> parent.substring(0, parent.lastIndexOf('/')));
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String folder, String path) {
        return path.startsWith("/") ? path : folder.equals(".") ? path : folder + "/" + path;
    }
}
