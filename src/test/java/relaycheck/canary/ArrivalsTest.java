package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.arrival;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.proof.Arrival;

class ArrivalsTest {
    private final SteppingClock clock = new SteppingClock();
    private final Arrivals arrivals = new Arrivals(clock);

    @Test
    void whatDidNotArrive_isEmpty() {
        arrivals.add(arrival(NONCE, clock, 1));
        assertThat(Fixtures.first(arrivals, KEY.nonce(43))).isEmpty();
        assertThat(arrivals.of(KEY.nonce(43))).isEmpty();
    }

    @Test
    void severalArrivalsOfANonce_keepTheirOrder() {
        arrivals.add(arrival(NONCE, clock, 1));
        arrivals.add(arrival(NONCE, clock, 2));
        assertThat(arrivals.of(NONCE)).extracting(Arrival::sourcePort).containsExactly(1, 2);
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::sourcePort)
                .isEqualTo(1);
    }

    @Test
    void afterAnHour_itIsForgottenButStaysCounted() {
        arrivals.add(arrival(NONCE, clock, 1));
        clock.pass(Duration.ofMinutes(30));
        arrivals.add(arrival(NONCE, clock, 2));
        clock.pass(Duration.ofMinutes(30));
        assertThat(arrivals.of(NONCE)).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        assertThat(arrivals.of(NONCE)).extracting(Arrival::sourcePort).containsExactly(2);
        clock.pass(Arrivals.KEPT);
        assertThat(arrivals.of(NONCE)).isEmpty();
        assertThat(arrivals.size()).isZero();
        assertThat(arrivals.count()).isEqualTo(2);
    }

    @Test
    void whenFull_theOldestGoes() {
        for (int i = 0; i <= Arrivals.MOST; i++) {
            arrivals.add(arrival(KEY.nonce(i), clock, i & 0xffff));
        }
        assertThat(arrivals.size()).isEqualTo(Arrivals.MOST);
        assertThat(arrivals.of(KEY.nonce(0))).isEmpty();
        assertThat(arrivals.of(KEY.nonce(1))).hasSize(1);
        assertThat(arrivals.of(KEY.nonce(Arrivals.MOST))).hasSize(1);
    }

    @Test
    void oneNonceSentAgainAndAgain_pushesNothingOut() {
        for (int i = 0; i < 1_000; i++) {
            arrivals.add(arrival(NONCE, clock, i));
        }
        assertThat(arrivals.of(NONCE)).hasSize(Arrivals.MOST_OF_ONE);
        assertThat(arrivals.size()).isEqualTo(Arrivals.MOST_OF_ONE);
    }

    @ParameterizedTest
    @CsvSource({"2026,2O26", "80,8o", "127.0.0.1,localhost", "HTTP,GOPHER", "{,[", "nonce,once"})
    void aLineThatIsNoArrival_isRefused(String good, String bad) {
        String line = ArrivalJson.write(arrival(NONCE, clock, 4242));
        assertThat(ArrivalJson.read(line)).isEqualTo(arrival(NONCE, clock, 4242));
        assertThat(line).contains(good);
        assertThatThrownBy(() -> ArrivalJson.read(line.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(NumberFormatException.class);
    }

    @Test
    void connectionsWithoutANonce_areCountedForSoManyAddresses() {
        InetSocketAddress source = new InetSocketAddress(Fixtures.LOOPBACK, 1);
        arrivals.opened(source);
        arrivals.closed(source);
        arrivals.add(arrival(NONCE, clock, 1)); // another connection from the same port
        arrivals.opened(source);
        assertThat(arrivals.withoutNonce()).isEqualTo(ImmutableMap.of(Fixtures.LOOPBACK, 2));
        for (int i = 0; i < 3 * NamelessConnections.MOST; i++) {
            arrivals.opened(new InetSocketAddress(InetAddresses.fromInteger(0x0a00_0000 + i), 1));
        }
        assertThat(arrivals.withoutNonce()).hasSize(NamelessConnections.MOST).doesNotContainKey(Fixtures.LOOPBACK);
        arrivals.add(arrival(NONCE, clock, 1)); // of an address that is forgotten
        assertThat(arrivals.withoutNonce()).hasSize(NamelessConnections.MOST);
    }

    @Test
    void ourOwnSocket_isNotCounted() {
        List<Arrival> told = new ArrayList<>();
        arrivals.listen(told::add);
        arrivals.ignore(
                source -> true,
                (nonce, source) -> nonce.equals(NONCE)
                        && source.getPort() == 7
                        && source.getAddress().equals(Fixtures.LOOPBACK));
        arrivals.add(arrival(NONCE, clock, 7));
        assertThat(arrivals.of(NONCE)).isEmpty();
        assertThat(arrivals.count()).isZero();
        assertThat(arrivals.cameDirectly(NONCE)).isTrue();
        assertThat(arrivals.cameDirectly(KEY.nonce(1))).isFalse();
        arrivals.add(arrival(NONCE, clock, 8));
        arrivals.add(arrival(KEY.nonce(1), clock, 7)); // a relay's, which has the port of a socket of ours
        assertThat(told).extracting(Arrival::sourcePort).containsExactly(8, 7);
        assertThat(arrivals.cameDirectly(KEY.nonce(1))).isFalse();
    }
}
