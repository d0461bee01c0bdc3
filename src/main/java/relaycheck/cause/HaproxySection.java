package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A section of haproxy.cfg: {@code frontend web} and its lines, with those of the defaults before it. */
record HaproxySection(String kind, String name, ImmutableList<Line> lines, ImmutableList<Line> defaults) {
    private static final Pattern SECTION = Pattern.compile(
            "global|defaults|frontend|backend|listen|resolvers|userlist|peers|mailers|cache|program|ring|http-errors"
                    + "|fcgi-app|log-forward|crt-store|traces");

    /** A line and its words, among them those of the lists that it names. */
    record Line(Place place, ImmutableList<String> words, String text) {
        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }

        /** What stands behind a word, without the condition. */
        String after(String word) {
            int from = Math.max(0, words.indexOf(word)) + 1;
            int to = Math.max(words.lastIndexOf("if"), words.lastIndexOf("unless"));
            return String.join(" ", words.subList(from, to > from ? to : words.size()));
        }

        /** Whether a server is at the address that was set: {@code 0.0.0.0:0}, {@code *:443}. */
        boolean isAnywhere() {
            return word(2).matches("(ipv4@)?(0\\.0\\.0\\.0|\\*)?(:\\d*)?|(ipv6@)?\\[?::\\]?(:\\d*)?")
                    && !word(2).isEmpty();
        }

        boolean starts(String... start) {
            return words.size() >= start.length
                    && words.subList(0, start.length).equals(ImmutableList.copyOf(start));
        }
    }

    /** The sections that these lines make. */
    static List<HaproxySection> of(List<Line> lines) {
        List<HaproxySection> sections = new ArrayList<>();
        Map<String, ImmutableList<Line>> named = new HashMap<>();
        ImmutableList<Line> defaults = ImmutableList.of();
        for (int i = 0; i < lines.size(); i++) {
            Line head = lines.get(i);
            if (!SECTION.matcher(head.word(0)).matches()) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size()
                    && !SECTION.matcher(lines.get(end).word(0)).matches()) {
                end++;
            }
            ImmutableList<Line> own = ImmutableList.copyOf(lines.subList(i + 1, end));
            ImmutableList<Line> above =
                    head.word(2).equals("from") ? named.getOrDefault(head.word(3), ImmutableList.of()) : defaults;
            if (head.word(0).equals("defaults")) {
                defaults = head.word(2).equals("from")
                        ? Stream.concat(above.stream(), own.stream()).collect(ImmutableList.toImmutableList())
                        : own;
                named.put(head.word(1), defaults);
            }
            sections.add(new HaproxySection(head.word(0), head.word(1), own, above));
        }
        return sections;
    }

    Stream<Line> named(String... names) {
        return lines.stream().filter(line -> List.of(names).contains(line.word(0)));
    }

    /** Whether it is in this mode, by itself or by its defaults. */
    boolean isHttp() {
        return last("mode").map(line -> line.word(1).equals("http")).orElse(false);
    }

    /** Its own last line of that name, else the defaults'. */
    Optional<Line> last(String name) {
        return Stream.concat(defaults.stream(), lines.stream())
                .filter(line -> line.word(0).equals(name))
                .reduce((before, after) -> after);
    }

    boolean hasOption(String option) {
        return Stream.concat(defaults.stream(), lines.stream()).anyMatch(line -> line.starts("option", option));
    }
}
