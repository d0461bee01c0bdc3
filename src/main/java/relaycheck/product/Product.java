package relaycheck.product;

import java.util.Optional;

/**
 * The software that most likely relays, or would.
 *
 * @param name     its name, the key to its remedy
 * @param version  as it says itself
 * @param evidence the words that told, verbatim from the peer, for example {@code Server: squid/5.7}
 */
public record Product(String name, Optional<String> version, String evidence) {}
