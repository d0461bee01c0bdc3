package relaycheck.cause;

import com.google.common.collect.ImmutableList;

/** How one product writes its configuration, and what in it makes a relay. */
public interface Dialect {
    /** Its name on the command line and in reports: {@code apache}. */
    String name();

    /** How sure it is that a file is its own: 0 not at all, 100 by a name that no other uses. */
    int likeness(String path, ImmutableList<String> lines);

    /** Whether a main file names all others, so that what it does not include is not in use. */
    default boolean includesItsFiles() {
        return false;
    }

    /** Reads one configuration, whose files the product would read one after the other. */
    void read(ImmutableList<String> files, Reading reading);
}
