package relaycheck.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The peers of a squid.conf that carry requests further: parents that are no web server of one's own. */
final class SquidPeers {
    /** The list of rules of a peer is called so, and then its name. */
    static final String ACCESS = "cache_peer_access";

    private final List<Peer> parents = new ArrayList<>();

    private record Peer(Place place, String text, String name) {}

    /** Takes the line over where it is about a peer. */
    void add(Place place, String text, List<String> words) {
        if (words.contains("parent") && !words.contains("originserver")) {
            String name = words.stream()
                    .filter(word -> word.startsWith("name="))
                    .map(word -> word.substring("name=".length()))
                    .findFirst()
                    .orElse(words.get(1));
            parents.add(new Peer(place, text, name));
        }
    }

    boolean isEmpty() {
        return parents.isEmpty();
    }

    /** Whether one of them takes a request, by its own rules. */
    boolean take(SquidRequest request, BiPredicate<String, SquidRequest> passes) {
        return parents.stream().anyMatch(peer -> passes.test(ACCESS + " " + peer.name, request));
    }

    /** For the reader: a parent that is down, or says no, relays nothing, which no configuration tells. */
    Stream<Note> notes() {
        return parents.stream()
                .map(peer -> new Note(
                        peer.place, peer.text + ": goes by this proxy; what it turns down is not relayed by it"));
    }
}
