package relaycheck.cause;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the configurations among files and folders, and reads each in its own dialect. */
public final class Causes {
    /** A dialect is one file and one line here. */
    public static final ImmutableList<Dialect> DIALECTS = ImmutableList.of(
            new ApacheHttpd(),
            new Squid(),
            new Tinyproxy(),
            new Nginx(),
            new Haproxy(),
            new Privoxy(),
            new TrafficServer(),
            new Lighttpd(),
            new Varnish(),
            new Caddy(),
            new Dante(),
            new ThreeProxy(),
            new Envoy());

    /** Folders whose files are read one after the other by a main file that is not at hand. */
    private static final Pattern TOGETHER = Pattern.compile(
            "(.*/)?((mods|conf|sites|modules|vhosts|http)-enabled|(conf|conf\\.modules|vhosts|sites)\\.d)");
    /** What packages and editors leave behind, and what is kept to be switched on later. */
    private static final Pattern ASIDE =
            Pattern.compile(".*(~|\\.(bak|orig|old|save|swp|disabled|sample|example|rpmnew|rpmsave|dpkg-\\w+|ucf-\\w+))"
                    + "|(.*/)?(conf|mods|sites|modules)-(available|disabled)/.*");

    /** Notes, letters, reports, logs and scripts may hold lines of a configuration, and are none. */
    private static final Pattern DOCUMENT =
            Pattern.compile("(?i).*\\.(md|markdown|rst|adoc|txt|text|html?|log|sarif|xml|csv"
                    + "|tsv|jsonl|ndjson|prom|eml|diff|patch|sh|bash|py|pl|rb|ps1)(\\.(gz|\\d+))?");
    /** So many files that were left aside are named. */
    private static final int NAMED = 5;

    /** Sure enough to be the file that a product starts from. */
    private static final int MAIN = 100;

    private final ConfigFiles files;
    private final Optional<Dialect> given;

    /** Reads by content and name, or everything in the dialect given. */
    public Causes(ConfigFiles files, Optional<Dialect> given) {
        this.files = files;
        this.given = given;
    }

    /** The dialect of that name. */
    public static Optional<Dialect> dialect(String name) {
        return DIALECTS.stream()
                .filter(dialect -> dialect.name().equals(Ascii.toLowerCase(name)))
                .findFirst();
    }

    /** The names of all dialects, for a sentence. */
    public static String names() {
        return DIALECTS.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }

    private record Candidate(String path, Dialect dialect, int likeness, boolean listed) {
        /** Candidates with the same key are one configuration. */
        String key() {
            boolean together = !listed && TOGETHER.matcher(Reading.folder(path)).matches();
            return dialect.name() + " " + (together ? Reading.folder(Reading.folder(path)) + "/" : path);
        }
    }

    /** What the files, and the files of the folders, open. */
    public Findings read(List<String> paths) {
        List<Findings> parts = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (String path : paths) {
            ImmutableList<String> inside = files.under(path);
            if (inside.isEmpty()) {
                candidates(ImmutableList.of(path), true, candidates, parts, others);
            } else {
                candidates(inside, false, candidates, parts, others);
            }
        }
        candidates.sort(comparingInt(Candidate::likeness).reversed().thenComparing(Candidate::path, Causes::byName));
        Map<String, List<Candidate>> configurations = candidates.stream()
                .collect(Collectors.groupingBy(Candidate::key, LinkedHashMap::new, Collectors.toList()));
        Set<String> opened = new LinkedHashSet<>();
        Map<String, Set<String>> readAs = new LinkedHashMap<>();
        for (List<Candidate> configuration : configurations.values()) {
            read(configuration, candidates, opened, parts)
                    .ifPresent(findings -> readAs.computeIfAbsent(
                                    configuration.get(0).dialect.name(), none -> new LinkedHashSet<>())
                            .addAll(findings.files()));
        }
        others.keySet().removeIf(path -> opened.contains(files.identity(path)));
        leftAside(others).forEach(note -> parts.add(notes(ImmutableList.of(note))));
        if (candidates.stream().anyMatch(candidate -> !candidate.listed)) {
            readAs.forEach((dialect, read) -> parts.add(notes(ImmutableList.of(
                    new Note(new Place(read.iterator().next(), 0), "read as " + dialect + more(read.size() - 1))))));
        }
        return Findings.together(parts);
    }

    /** What was not read, by path, and the dialect that its lines are like. */
    private static List<Note> leftAside(Map<String, String> others) {
        List<Note> notes = new ArrayList<>();
        others.forEach((path, like) -> {
            if (!like.isEmpty()) {
                notes.add(new Note(
                        new Place(path, 0),
                        "not read: has lines like " + like
                                + "'s, and is no configuration by its name; give it by itself to have it read"));
            }
        });
        List<String> rest = others.keySet().stream()
                .filter(path -> others.getOrDefault(path, "").isEmpty())
                .toList();
        if (!rest.isEmpty()) {
            String named = rest.stream()
                    .skip(1)
                    .limit(NAMED)
                    .map(path -> ", nor is " + path)
                    .collect(Collectors.joining());
            notes.add(new Note(
                    new Place(rest.get(0), 0),
                    "not read: is in no dialect known here, or put aside" + named + more(rest.size() - 1 - NAMED)));
        }
        return notes;
    }

    private static String more(int files) {
        return files < 1 ? "" : files == 1 ? ", and 1 more file" : ", and " + files + " more files";
    }

    /** Modules before settings before sites, as the main file of Debian includes them. */
    private static int byName(String one, String other) {
        return comparing((String path) -> path.contains("/mods-enabled/") || path.contains(".modules.d/") ? 0 : 1)
                .thenComparing(path -> path.contains("/conf-enabled/") ? 0 : 1)
                .thenComparing(path -> path)
                .compare(one, other);
    }

    private Optional<Findings> read(
            List<Candidate> configuration, List<Candidate> all, Set<String> opened, List<Findings> parts) {
        ImmutableList<String> left = configuration.stream()
                .map(Candidate::path)
                .filter(path -> !opened.contains(files.identity(path)))
                .distinct()
                .collect(ImmutableList.toImmutableList());
        Candidate first = configuration.get(0);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        if (configuration.stream().noneMatch(Candidate::listed) && first.likeness < MAIN && hasMain(first, all)) {
            left.forEach(path -> parts.add(aside(path)));
            return Optional.empty();
        }
        Reading reading = new Reading(files);
        first.dialect.read(left, reading);
        Findings findings = reading.findings();
        findings.files().forEach(path -> opened.add(files.identity(path)));
        parts.add(findings);
        return Optional.of(findings).filter(read -> !read.files().isEmpty());
    }

    /** Whether a main file of the same dialect stands in the same folder or above it, and did not include this one. */
    private static boolean hasMain(Candidate candidate, List<Candidate> all) {
        return candidate.dialect.includesItsFiles()
                && all.stream()
                        .anyMatch(other -> other.likeness == MAIN
                                && other.dialect.equals(candidate.dialect)
                                && candidate.path.startsWith(Reading.folder(other.path) + "/"));
    }

    private static Findings aside(String path) {
        return notes(ImmutableList.of(new Note(new Place(path, 0), "is included by no main file: not in use")));
    }

    private void candidates(
            List<String> paths,
            boolean listed,
            List<Candidate> candidates,
            List<Findings> parts,
            Map<String, String> others) {
        for (String path : paths) {
            if (!listed && ASIDE.matcher(path).matches() && isFolderOfMain(path, paths)) {
                others.put(path, "");
                continue;
            }
            ConfigFiles.Text text = files.read(path);
            Optional<Candidate> candidate = candidate(path, text, listed);
            if (!listed && DOCUMENT.matcher(path).matches()) {
                others.put(path, candidate.map(like -> like.dialect.name()).orElse(""));
                continue;
            }
            candidate.ifPresent(candidates::add);
            if (candidate.isEmpty()
                    && (listed || !text.unread().isEmpty() && text.isText() && looksLikeConfiguration(path))) {
                parts.add(unread(path, text));
            } else if (candidate.isEmpty()) {
                others.put(path, "");
            }
        }
    }

    /** A folder of spare sites is left aside only beside the folder in use. */
    private static boolean isFolderOfMain(String path, List<String> paths) {
        String above = Reading.folder(Reading.folder(path));
        return !path.matches(".*-(available|disabled)/[^/]*")
                || paths.stream()
                        .anyMatch(other -> other.startsWith(above + "/") && other.contains("-enabled/")
                                || Reading.folder(other).equals(above));
    }

    private static boolean looksLikeConfiguration(String path) {
        return path.matches("(?i).*(conf|cfg|config|vcl|json|ya?ml|Caddyfile|records|rules|/[^/.]*)");
    }

    private Optional<Candidate> candidate(String path, ConfigFiles.Text text, boolean listed) {
        if (text.lines().isEmpty() || given.isEmpty() && text.lines().get(0).startsWith("<?xml")) {
            return Optional.empty();
        }
        return given.map(dialect -> new Candidate(path, dialect, MAIN, listed))
                .or(() -> DIALECTS.stream()
                        .map(dialect -> new Candidate(path, dialect, dialect.likeness(path, text.lines()), listed))
                        .filter(candidate -> candidate.likeness > 0)
                        .max(comparingInt(Candidate::likeness)));
    }

    private static Findings unread(String path, ConfigFiles.Text text) {
        ImmutableList<Unread> why = text.unread().isEmpty()
                ? ImmutableList.of(new Unread(
                        new Place(path, 0),
                        text.lines().isEmpty()
                                ? "is empty"
                                : "is in no dialect known here (" + names() + "); --dialect names one"))
                : text.unread();
        return new Findings(Findings.NONE.files(), ImmutableList.of(), why, ImmutableList.of());
    }

    private static Findings notes(ImmutableList<Note> notes) {
        return new Findings(Findings.NONE.files(), ImmutableList.of(), ImmutableList.of(), notes);
    }
}
