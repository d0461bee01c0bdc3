package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;

/** A directive of nginx or of a Caddyfile; one with braces has children. */
record Block(Place place, ImmutableList<String> words, ImmutableList<Block> children) {
    String name() {
        return words.get(0);
    }

    /** An argument, empty where there is none. */
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** As it was written, on one line. */
    String text() {
        return String.join(" ", words);
    }

    Stream<Block> named(String... names) {
        return children.stream().filter(child -> Stream.of(names).anyMatch(child.name()::equals));
    }

    Optional<Block> first(String name) {
        return named(name).findFirst();
    }

    /** This and all within. */
    Stream<Block> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Block::all));
    }
}
