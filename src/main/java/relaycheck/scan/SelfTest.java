package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import relaycheck.demo.DemoHost;
import relaycheck.demo.DemoNetwork;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.proof.Destination;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.verdict.Judgement.Heard;

/**
 * Before the first question: a relay of our own must be proved, and a web server of our own must not. Otherwise what the scan
 * says would not be true.
 */
final class SelfTest {
    private static final ImmutableList<Probe> ASKED = ImmutableList.of(Probes.GET, Probes.CONNECT);
    /** Both answer at once; so long only a machine under great load takes. One that sleeps misses one of these seconds. */
    private static final int PATIENCE_SECONDS = 15;

    private final Questioning questioning;
    private final @Nullable InetAddress from;

    /** A test that dials from this address; null: from whichever. */
    SelfTest(Questioning questioning, @Nullable InetAddress from) {
        this.questioning = questioning;
        this.from = from;
    }

    /**
     * Runs it, by address: our own relay looks no name up, and the canary's name may be known to the endpoints alone.
     *
     * @param named where endpoints will be asked to relay to
     * @throws SelfTestException where it fails
     */
    void run(ImmutableList<Destination> named) {
        ImmutableList.Builder<Destination> byAddress = ImmutableList.builder();
        ImmutableSet.Builder<InetSocketAddress> places = ImmutableSet.builder();
        for (Destination place : named) {
            byAddress.add(place.byAddress());
            places.add(new InetSocketAddress(place.address(), place.port()));
        }
        ImmutableList<Destination> destinations = byAddress.build();
        InetAddress loopback = InetAddresses.forString(from instanceof Inet6Address ? "::1" : "127.0.0.1");
        try (DemoHost relay = DemoNetwork.relay(loopback, places.build()::contains);
                DemoHost web = DemoNetwork.webServer(loopback)) {
            CompletableFuture<Boolean> proved = ask(relay, destinations);
            CompletableFuture<Boolean> claimed = ask(web, destinations);
            require(
                    get(proved),
                    "self-test: a relay of our own could not be proved: this machine does not reach the canary "
                            + destinations.get(0)
                            + "; check the firewall between, or give another --canary-address");
            require(
                    !get(claimed),
                    "self-test: a web server of our own looks like a relay: something between this machine and the"
                            + " canary intercepts requests; scan from another place");
        }
    }

    private CompletableFuture<Boolean> ask(DemoHost host, ImmutableList<Destination> destinations) {
        Endpoint endpoint =
                new Endpoint(host.address().getAddress(), host.address().getPort());
        Admitted admitted = (Admitted) Scope.none().admit(endpoint);
        CompletableFuture<Boolean> proved = new CompletableFuture<>();
        questioning
                .brief(
                        new Feeder.Next(new Asked(admitted, ImmutableList.of(), Optional.empty()), destinations),
                        ASKED,
                        over -> proved.complete(isProved(over)))
                .start();
        return proved;
    }

    private static boolean isProved(Interview over) {
        for (Heard heard : over.transcript().heard()) {
            if (heard.answer().proof().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean get(CompletableFuture<Boolean> proved) {
        try {
            for (int second = 0; second < PATIENCE_SECONDS && !proved.isDone(); second++) {
                waitASecond(proved);
            }
            return proved.get(0, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new SelfTestException("self-test: no answer from a host of our own");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SelfTestException("self-test: interrupted");
        }
    }

    private static void waitASecond(CompletableFuture<Boolean> proved) throws ExecutionException, InterruptedException {
        try {
            proved.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException notYet) {
            // another second
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new SelfTestException(otherwise);
        }
    }
}
