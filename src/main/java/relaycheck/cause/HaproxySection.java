package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;

/** A section of haproxy.cfg: {@code frontend web} and its lines, with those of the defaults before it. */
record HaproxySection(String kind, String name, ImmutableList<Line> lines, ImmutableList<Line> defaults) {
    /** A line and its words. */
    record Line(Place place, ImmutableList<String> words) {
        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }

        /** As it was written, on one line. */
        String text() {
            return String.join(" ", words);
        }

        boolean starts(String... start) {
            return words.size() >= start.length
                    && words.subList(0, start.length).equals(ImmutableList.copyOf(start));
        }
    }

    Stream<Line> named(String name) {
        return lines.stream().filter(line -> line.word(0).equals(name));
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
