package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.cause.ConfigFiles;
import relaycheck.cause.Place;
import relaycheck.cause.Unread;

/** Configuration files of the file system, read whole and within bounds. */
final class DiskConfigFiles implements ConfigFiles {
    /** Far more than any configuration; lists of addresses may be long. */
    private static final int LARGEST_FILE = 64 << 20;

    /** httpd takes 16 MiB, others a few KiB; nobody writes such a line by hand. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final int MOST_FILES = 50_000;

    @Override
    public Text read(String path) {
        try {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                return unread(
                        path,
                        Files.isSymbolicLink(file)
                                ? "is a link that leads back to a folder above it"
                                : "is a folder without files");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
                return text(path, bytes);
            }
        } catch (NoSuchFileException missing) {
            return unread(path, "does not exist");
        } catch (AccessDeniedException denied) {
            return unread(path, "permission denied");
        } catch (IOException | InvalidPathException problem) {
            return unread(path, "cannot be read: " + problem.getMessage());
        }
    }

    private static Text text(String path, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return new Text(
                        ImmutableList.of(),
                        ImmutableList.of(new Unread(new Place(path, 0), "is binary: a zero byte at " + i)),
                        false);
            }
        }
        if (bytes.length > LARGEST_FILE) {
            return unread(path, "is larger than 64 MiB");
        }
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        ImmutableList.Builder<Unread> unread = ImmutableList.builder();
        int number = 0;
        for (String line : Splitter.on('\n').split(new String(bytes, UTF_8).replaceFirst("^\uFEFF", ""))) {
            number++;
            if (line.length() > LONGEST_LINE) {
                unread.add(new Unread(new Place(path, number), "a line of " + line.length() + " characters"));
                lines.add("");
            } else {
                lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            }
        }
        return new Text(lines.build(), unread.build());
    }

    private static Text unread(String path, String why) {
        return new Text(ImmutableList.of(), ImmutableList.of(new Unread(new Place(path, 0), why)));
    }

    @Override
    public ImmutableList<String> find(String pattern) {
        List<Path> found = List.of(Path.of(pattern.startsWith("/") ? "/" : ""));
        for (String part : Splitter.on('/').omitEmptyStrings().split(pattern)) {
            found = found.stream().flatMap(folder -> step(folder, part)).toList();
        }
        return found.stream().filter(Files::exists).map(Path::toString).collect(ImmutableList.toImmutableList());
    }

    @Override
    public String identity(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException gone) {
            return path;
        }
    }

    private static Stream<Path> step(Path folder, String part) {
        if (!part.matches(".*[*?\\[].*")) {
            return Stream.of(folder.resolve(part));
        }
        Pattern name = Pattern.compile(glob(part));
        return children(folder).stream().filter(child -> {
            String text = child.getFileName().toString();
            return name.matcher(text).matches() && (!text.startsWith(".") || part.startsWith("."));
        });
    }

    private static String glob(String part) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int end = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (end > 0) {
                regex.append('[')
                        .append(part.substring(i + 1, end)
                                .replaceFirst("^!", "^")
                                .replace("\\", "\\\\"))
                        .append(']');
                i = end;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)));
            }
        }
        return regex.toString();
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    @Override
    public ImmutableList<String> under(String folder) {
        List<String> files = new ArrayList<>();
        try {
            Path top = Path.of(folder);
            if (Files.isDirectory(top)) {
                walk(top, new ArrayDeque<>(), files);
            }
        } catch (IOException | InvalidPathException unreadable) {
            return ImmutableList.of();
        }
        return ImmutableList.copyOf(files);
    }

    /** A folder that is one of those above it is listed like a file, so that reading it tells of the loop. */
    private static void walk(Path folder, Deque<Path> above, List<String> files) throws IOException {
        Path real = folder.toRealPath();
        if (above.contains(real) || !Files.isReadable(folder)) {
            files.add(folder.toString());
            return;
        }
        above.push(real);
        for (Path child : children(folder)) {
            if (files.size() > MOST_FILES || child.getFileName().toString().equals(".git")) {
                continue;
            }
            if (Files.isDirectory(child)) {
                walk(child, above, files);
            } else if (Files.isRegularFile(child) || !Files.exists(child)) {
                files.add(child.toString()); // a link to nothing as well: it is said; a pipe would never end
            }
        }
        above.pop();
    }
}
