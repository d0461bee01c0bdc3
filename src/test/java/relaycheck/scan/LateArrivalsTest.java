package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.net.InetAddresses;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;

class LateArrivalsTest {
    private static final Endpoint HOST = Endpoint.of("127.0.0.2", 80);
    private static final Nonce NONCE = nonce(1);

    private final ListMultimap<Nonce, Arrival> canary = ArrayListMultimap.create();
    private int questions;
    private final LateArrivals late = new LateArrivals(this::ask);

    @Test
    void whatComesAfterTheVerdict_isLate() {
        late.judged(HOST, ImmutableList.of(NONCE), ImmutableListMultimap.of());
        Arrival after = arrive(NONCE, 1);
        assertThat(late.all()).isEqualTo(ImmutableListMultimap.of(HOST, after));
    }

    @Test
    void whatCountedForTheVerdict_isNotLate() {
        Arrival before = arrive(NONCE, 1);
        late.judged(HOST, ImmutableList.of(NONCE), ImmutableListMultimap.of(NONCE, before));
        assertThat(late.all().isEmpty()).isTrue();
    }

    @Test
    void anotherArrivalOfTheSameNonce_isLate() {
        Arrival before = arrive(NONCE, 1);
        late.judged(HOST, ImmutableList.of(NONCE), ImmutableListMultimap.of(NONCE, before));
        Arrival after = arrive(NONCE, 2);
        assertThat(late.all().get(HOST)).containsExactly(after);
    }

    @Test
    void anEndpointThatWasNeverReached_isNotAskedAbout() {
        late.judged(HOST, ImmutableList.of(), ImmutableListMultimap.of());
        assertThat(late.all().isEmpty()).isTrue();
        assertThat(questions).isZero();
    }

    @Test
    void ofManyEndpoints_theOldestGetTheirSecondLookBeforeTheEnd() {
        late.judged(HOST, ImmutableList.of(NONCE), ImmutableListMultimap.of());
        Arrival after = arrive(NONCE, 1);
        for (int i = 0; i < LateArrivals.MOST_REMEMBERED; i++) {
            late.judged(Endpoint.of("127.0.0.3", i + 1), ImmutableList.of(nonce(2 + i)), ImmutableListMultimap.of());
        }
        assertThat(questions).isEqualTo(1);
        canary.clear();
        assertThat(late.all().get(HOST)).containsExactly(after);
    }

    private ImmutableListMultimap<Nonce, Arrival> ask(List<Nonce> nonces) {
        questions++;
        ImmutableListMultimap.Builder<Nonce, Arrival> found = ImmutableListMultimap.builder();
        nonces.forEach(nonce -> found.putAll(nonce, canary.get(nonce)));
        return found.build();
    }

    private Arrival arrive(Nonce nonce, int second) {
        Arrival arrival = new Arrival(
                nonce,
                80,
                Instant.ofEpochSecond(second),
                InetAddresses.forString("127.0.0.9"),
                4711,
                Arrival.Protocol.HTTP,
                "GET /");
        canary.put(nonce, arrival);
        return arrival;
    }

    private static Nonce nonce(int number) {
        return new Nonce(String.format(Locale.ROOT, "%032x", number));
    }
}
