package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.clock.HandTicker;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.probe.Ending;
import relaycheck.probe.Event;
import relaycheck.probe.Probes;
import relaycheck.probe.Step;
import relaycheck.probe.Subject;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;
import relaycheck.scan.HostPatience.Parting;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.transport.ProbeRun;
import relaycheck.transport.Reply;
import relaycheck.transport.RunListener;
import relaycheck.transport.Running;
import relaycheck.transport.Transport;
import relaycheck.transport.TransportSettings;

/** Dials a peer that only listens; what is released was released by the test, not by the end of a connection. */
@Timeout(60)
class DialerTest {
    private static final InetAddress HOST = InetAddresses.forString("127.0.0.1");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final HandTicker ticker = HandTicker.still();
    private final Transport transport =
            new Transport(new TransportSettings(LONG, Optional.empty(), "test", 1), ticker, problem -> {});
    private final RawPeer peer = RawPeer.of(new PeerStep.Stall());
    private final BlockingQueue<String> connected = new LinkedBlockingQueue<>();
    private Dialer dialer = new Dialer(transport, ticker, 0, 2);

    @AfterEach
    void close() throws IOException {
        dialer.close();
        transport.close();
        peer.close();
    }

    @Test
    void aHost_hasNoMoreConnectionsThanItsLimit() throws Exception {
        for (String name : ImmutableList.of("a", "b", "c", "d", "e")) {
            dial(name);
        }
        assertThat(ImmutableList.of(next(), next())).containsExactlyInAnyOrder("a", "b");
        assertThat(dials()).isEqualTo(2);
        assertThat(dialer.hasWaiting(HOST)).isTrue();
    }

    @Test
    void aDialForWhichThereWasNoRoom_isCountedWhenItIsMade() throws Exception {
        dial("a");
        dialer.again((Admitted) Scope.none().admit(new Endpoint(HOST, peer.port())), new Listener("a again"), false);
        assertThat(dialer.peakRate()).isZero();
        ticker.pass(Duration.ofSeconds(1));
        dial("b"); // wakes the thread that looks at the clock
        assertThat(ImmutableList.of(next(), next(), next())).contains("a again");
        assertThat(dialer.peakRate()).isEqualTo(2);
    }

    @Test
    void aDialThatWasSleptThrough_isCountedTwice() throws Exception {
        dial("a");
        dialer.again(admitted("127.0.0.1"), new Listener("a again"), true);
        ticker.pass(Duration.ofMillis(250));
        dial("b"); // wakes the thread that looks at the clock
        assertThat(ImmutableList.of(next(), next(), next())).contains("a again");
        assertThat(dialer.peakRate()).isEqualTo(3);
    }

    @Test
    void thePeaks_canBeCountedAnew() throws Exception {
        dial("a");
        dial("b");
        dialer.released(HOST, Parting.WELL);
        dialer.released(HOST, Parting.WELL);
        dialer.forgetPeaks();
        dial("c");
        assertThat(ImmutableList.of(next(), next(), next())).contains("c");
        assertThat(dialer.peakRate()).isEqualTo(1);
        assertThat(dialer.peakPerHost()).isEqualTo(1);
    }

    @Test
    void aPlaceGivenBack_isTheNextOnes() throws Exception {
        for (String name : ImmutableList.of("a", "b", "c", "d")) {
            dial(name);
        }
        dialer.released(HOST, Parting.WELL);
        assertThat(dials()).isEqualTo(3);
        dialer.released(HOST, Parting.WELL);
        assertThat(dials()).isEqualTo(4);
        assertThat(dialer.hasWaiting(HOST)).isFalse();
        assertThat(dialer.peakPerHost()).isEqualTo(2);
        assertThat(ImmutableList.of(next(), next(), next(), next())).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void placesGivenBackTooOften_makeNoMoreRoom() {
        dial("a");
        dialer.released(HOST, Parting.WELL);
        dialer.released(HOST, Parting.WELL);
        dialer.released(HOST, Parting.WELL);
        for (int i = 0; i < 5; i++) {
            dial("b");
        }
        assertThat(dials()).isEqualTo(3);
        assertThat(dialer.peakPerHost()).isEqualTo(2);
    }

    @Test
    void otherHosts_haveRoomOfTheirOwn() {
        for (int i = 1; i < 5; i++) {
            dial("127.0.0." + i, "a");
            dial("127.0.0." + i, "b");
            dial("127.0.0." + i, "c");
        }
        assertThat(dials()).isEqualTo(8);
    }

    @Test
    void oneTrouble_isNoReasonToWait() {
        trouble(1);
        dial("next");
        assertThat(dials()).isEqualTo(2);
    }

    @Test
    void theSecondTroubleInARow_leavesTheHostAlone() throws Exception {
        trouble(2);
        dial("127.0.0.1", "waits");
        dial("127.0.0.2", "does not");
        assertThat(dials()).isEqualTo(3);
        ticker.pass(Duration.ofMillis(200));
        assertThat(ImmutableList.of(next(), next(), next(), next())).contains("waits", "does not");
    }

    @Test
    void anAnswer_endsThePause() {
        trouble(2);
        ticker.pass(Duration.ofMillis(200));
        dial("after the pause");
        dialer.released(HOST, Parting.WELL);
        trouble(1);
        dial("after one more trouble");
        assertThat(dials()).isEqualTo(5);
    }

    @Test
    void troubleLongAgo_isForgotten() {
        trouble(2);
        ticker.pass(Duration.ofSeconds(11));
        trouble(1);
        dial("next");
        assertThat(dials()).isEqualTo(4);
    }

    @Test
    void aDialWithoutRoom_goesAgainAfterAWhileAndKeepsItsPlace() throws Exception {
        dial("a");
        dial("b");
        dialer.again(admitted("127.0.0.1"), new Listener("again"), false);
        dial("c");
        assertThat(dials()).isEqualTo(2);
        ticker.pass(Duration.ofMillis(250));
        assertThat(ImmutableList.of(next(), next(), next())).containsExactlyInAnyOrder("a", "b", "again");
        assertThat(dialer.hasWaiting(HOST)).isTrue();
    }

    @Test
    void questionsToEndpointsUnderWay_goBeforeNewEndpoints() throws Exception {
        dialer.close();
        dialer = new Dialer(transport, ticker, 1, 9);
        dial("127.0.0.1", "first", true);
        assertThat(next()).isEqualTo("first");
        dial("127.0.0.2", "waits for its second", true);
        dial("127.0.0.3", "new", true);
        dial("127.0.0.1", "under way", false);
        ticker.pass(Duration.ofHours(1));
        ImmutableList<String> order = ImmutableList.of(next(), next(), next());
        assertThat(order.indexOf("under way")).isLessThan(order.indexOf("new"));
        assertThat(dialer.peakRate()).isEqualTo(3);
    }

    @Test
    void aHostThatCounts_getsOneConnectionAtATimeAndAMomentBetweenThem() throws Exception {
        for (String name : ImmutableList.of("a", "refused", "b", "c")) {
            dial(name);
        }
        dialer.released(HOST, Parting.NOT_TAKEN);
        assertThat(dialer.hasWaiting(HOST)).isTrue();
        assertThat(dials()).isEqualTo(2);
        dialer.released(HOST, Parting.WELL);
        dial("d");
        assertThat(dials()).isEqualTo(2);
        ticker.pass(Duration.ofMillis(50));
        assertThat(ImmutableList.of(next(), next(), next())).containsExactlyInAnyOrder("a", "refused", "b");
        assertThat(dialer.hasWaiting(HOST)).isTrue();
    }

    @Test
    void aHostThatCountsRequests_getsOneConnectionAtATime() {
        dial("a");
        dialer.released(HOST, Parting.BEYOND_LIMIT);
        dial("b");
        dial("c");
        assertThat(dialer.hasWaiting(HOST)).isFalse(); // what it did is known while it has a connection
        dialer.released(HOST, Parting.BEYOND_LIMIT);
        dial("d");
        assertThat(dialer.hasWaiting(HOST)).isTrue();
    }

    @Test
    void whatIsNotReachedBesideOthers_isToldWhenTheyAreOver() throws Exception {
        dial("a");
        dial("b");
        assertThat(putOff("put off")).isTrue();
        dial("c");
        dialer.released(HOST, Parting.WELL);
        assertThat(ImmutableList.of(next(), next(), next())).doesNotContain("put off");
        dialer.released(HOST, Parting.TROUBLE);
        assertThat(next()).isEqualTo("put off");
        assertThat(dials()).isEqualTo(3);
        assertThat(putOff("put off")).isFalse();
    }

    @Test
    void whatIsNotReachedBesideOthers_isDialledAgainWhereTheHostWasSeenToCount() throws Exception {
        dialer.close();
        dialer = new Dialer(transport, ticker, 0, 3);
        for (String name : ImmutableList.of("a", "b", "c")) {
            dial(name);
        }
        assertThat(putOff("again")).isTrue();
        dialer.released(HOST, Parting.NOT_TAKEN);
        assertThat(dials()).isEqualTo(3);
        dialer.released(HOST, Parting.WELL);
        assertThat(dials()).isEqualTo(3);
        ticker.pass(Duration.ofMillis(50));
        assertThat(ImmutableList.of(next(), next(), next(), next())).contains("again");
        assertThat(putOff("and again")).isTrue();
        ticker.pass(Duration.ofMillis(50));
        assertThat(next()).isEqualTo("and again");
    }

    @Test
    void whatIsNotReachedAlone_isNotPutOff() {
        assertThat(putOff("a")).isFalse();
        dial("a");
        assertThat(putOff("a")).isFalse();
    }

    private boolean putOff(String name) {
        return dialer.putOff(admitted("127.0.0.1"), new Listener(name), Ending.PORT_CLOSED);
    }

    /** Connections that a host ended badly, one after the other; each was dialled when it might be. */
    private void trouble(int times) {
        for (int i = 0; i < times; i++) {
            dial("trouble");
            dialer.released(HOST, Parting.TROUBLE);
        }
    }

    private void dial(String name) {
        dial("127.0.0.1", name);
    }

    private void dial(String host, String name) {
        dial(host, name, true);
    }

    private void dial(String host, String name, boolean first) {
        dialer.dial(admitted(host), new Listener(name), first);
    }

    private long dials() {
        return transport.traffic().dials();
    }

    private String next() throws InterruptedException {
        String name = connected.poll(30, TimeUnit.SECONDS);
        assertThat(name).isNotNull();
        return name;
    }

    private Admitted admitted(String host) {
        return (Admitted) Scope.none().admit(Endpoint.of(host, peer.port()));
    }

    /** Says nothing and waits. */
    private static ProbeRun run() {
        Subject subject = Probes.GET
                .of(Destination.of(HOST, 8471))
                .subject(ProofKey.of(new byte[ProofKey.BYTES]).nonce(1));
        return new ProbeRun(subject, DialerTest::silent, LONG);
    }

    private static Step silent(Event event) {
        return Step.await(DialerTest::silent);
    }

    private final class Listener implements RunListener {
        private final String name;

        Listener(String name) {
            this.name = name;
        }

        @Override
        public ProbeRun begin() {
            return run();
        }

        @Override
        public void connected(Running run) {
            connected.add(name);
        }

        @Override
        public void quiet() {}

        @Override
        public void answered(Reply reply) {}

        @Override
        public void unreached(Ending ending) {
            connected.add(name); // on 127.0.0.2 nobody listens
        }

        @Override
        public void again(boolean dialled) {
            connected.add(name + ": no room");
        }
    }
}
