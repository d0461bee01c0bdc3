package relaycheck.product;

import com.google.common.collect.ImmutableList;

/**
 * How to close a product.
 *
 * @param change        which directive to change and how, in the reader's language
 * @param configuration a minimal safe configuration, its lines
 * @param check         the command that checks it
 */
public record Remedy(String change, ImmutableList<String> configuration, String check) {
    /** Stands in a configuration for the port that is to be closed. */
    private static final String PORT = "PORT";

    /** The same for a door at this port. */
    public Remedy at(int port) {
        ImmutableList.Builder<String> there = ImmutableList.builder();
        for (String line : configuration) {
            there.add(line.replace(PORT, Integer.toString(port)));
        }
        return new Remedy(change, there.build(), check);
    }
}
