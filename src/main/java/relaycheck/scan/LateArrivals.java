package relaycheck.scan;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;

/**
 * What came to the canary after the verdict: looked for once more when so many others have been judged, and at the end. It
 * proves nothing, as inspectors of URLs on the way fetch what they saw go by, but a reader should know of it.
 *
 * <p>For use by one thread at a time.
 */
final class LateArrivals {
    /** So many endpoints are remembered; beyond that the oldest half gets its second look. */
    static final int MOST_REMEMBERED = 2000;

    private record Judged(Endpoint endpoint, List<Nonce> nonces, ImmutableListMultimap<Nonce, Arrival> seen) {}

    private final ArrayDeque<Judged> judged = new ArrayDeque<>();
    private final ListMultimap<Endpoint, Arrival> late = LinkedListMultimap.create();
    private final Function<List<Nonce>, ImmutableListMultimap<Nonce, Arrival>> canary;

    /** Late arrivals as this canary sees them. */
    LateArrivals(Function<List<Nonce>, ImmutableListMultimap<Nonce, Arrival>> canary) {
        this.canary = canary;
    }

    /** Remembers an endpoint that has its verdict, and the arrivals that counted. */
    void judged(Endpoint endpoint, List<Nonce> nonces, ImmutableListMultimap<Nonce, Arrival> seen) {
        if (!nonces.isEmpty()) {
            judged.add(new Judged(endpoint, nonces, seen));
            if (judged.size() > MOST_REMEMBERED) {
                look(MOST_REMEMBERED / 2);
            }
        }
    }

    /** Looks for those of everybody who is left; everything that came late, by endpoint. */
    ImmutableListMultimap<Endpoint, Arrival> all() {
        look(judged.size());
        return ImmutableListMultimap.copyOf(late);
    }

    private void look(int count) {
        List<Judged> some = new ArrayList<>();
        List<Nonce> nonces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Judged next = judged.remove();
            some.add(next);
            nonces.addAll(next.nonces());
        }
        ImmutableListMultimap<Nonce, Arrival> now =
                nonces.isEmpty() ? ImmutableListMultimap.of() : canary.apply(nonces);
        for (Judged each : some) {
            for (Nonce nonce : each.nonces()) {
                for (Arrival arrival : now.get(nonce)) {
                    if (!each.seen().containsEntry(nonce, arrival)) {
                        late.put(each.endpoint(), arrival);
                    }
                }
            }
        }
    }
}
