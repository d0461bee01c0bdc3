package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/** A directive or section of Apache httpd after includes, conditions and variables are done with. */
record ApacheDirective(
        Place place, String name, ImmutableList<String> words, String text, ImmutableList<ApacheDirective> children) {
    boolean is(String... names) {
        return Stream.of(names).anyMatch(name::equals);
    }

    /** An argument in lower case, empty where there is none. */
    String word(int index) {
        return index < words.size() ? Ascii.toLowerCase(words.get(index)) : "";
    }

    /** An argument as it was written, empty where there is none. */
    String raw(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    Stream<ApacheDirective> named(String... names) {
        return children.stream().filter(child -> child.is(names));
    }
}
