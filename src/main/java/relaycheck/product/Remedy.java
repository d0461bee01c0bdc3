package relaycheck.product;

import com.google.common.collect.ImmutableList;

/**
 * How to close a product.
 *
 * @param change        which directive to change and how, in the reader's language
 * @param configuration a minimal safe configuration, its lines
 * @param check         the command that checks it
 */
public record Remedy(String change, ImmutableList<String> configuration, String check) {}
