package relaycheck.replay;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relaycheck.http.Chunk;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.inquiry.Progress;
import relaycheck.inquiry.Questions;
import relaycheck.inquiry.Told;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;
import relaycheck.transcript.Exchange;
import relaycheck.transcript.Transcript;

/** The whole questioning of one endpoint, answered from a capture. */
final class EndpointReplay {
    static final InetAddress CANARY = InetAddresses.forString("10.77.3.1");
    static final ImmutableSet<Integer> PORTS = ImmutableSet.of(8001, 443, 80, 25);
    static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());
    private static final Nonce NO_NONCE = new Nonce("0".repeat(Nonce.LENGTH));
    /** What the captures call our questions, the best first, where it differs. */
    private static final ImmutableListMultimap<String, String> CAPTURED_AS = ImmutableListMultimap.of(
            "control", "control-other-host",
            "control", "control",
            "connect-443", "connect-443-tls",
            "connect-443", "connect-443",
            "connect-otherwise-443", "connect-443");

    private final Transcript transcript;
    private final Delivery delivery;
    final EndpointInquiry inquiry;
    final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    final Map<String, Exchange> exchanges = new LinkedHashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();

    private EndpointReplay(Transcript transcript, Delivery delivery) {
        this.transcript = transcript;
        this.delivery = delivery;
        ImmutableList<Destination> destinations =
                PORTS.stream().map(port -> Destination.of(CANARY, port)).collect(toImmutableList());
        this.inquiry = new EndpointInquiry(Questions.of(Probes.STANDARD, destinations, PORTS.asList()), false);
    }

    static EndpointReplay of(Transcript transcript, Delivery delivery) {
        EndpointReplay replay = new EndpointReplay(transcript, delivery);
        ImmutableList<Ask> next = replay.inquiry.next(replay.progress());
        while (!next.isEmpty()) {
            next.forEach(replay::ask);
            next = replay.inquiry.next(replay.progress());
        }
        return replay;
    }

    Progress progress() {
        return new Progress(ImmutableSet.copyOf(begun), ImmutableMap.copyOf(told), !begun.isEmpty(), false);
    }

    /** What the canary saw of this question. */
    ImmutableList<Arrival> arrivals(String id) {
        Exchange exchange = exchanges.get(id);
        if (exchange == null || exchange.truth().arrivedOn().isEmpty()) {
            return ImmutableList.of();
        }
        int port = exchange.truth().arrivedOn().getAsInt();
        return ImmutableList.of(
                new Arrival(nonce(exchange), port, Instant.EPOCH, CANARY, 4711, Arrival.Protocol.HTTP, ""));
    }

    private void ask(Ask ask) {
        begun.add(ask.id());
        ImmutableList<String> names =
                CAPTURED_AS.containsKey(ask.id()) ? CAPTURED_AS.get(ask.id()) : ImmutableList.of(ask.id());
        Optional<Exchange> exchange = names.stream()
                .flatMap(name -> transcript.exchanges().stream()
                        .filter(other -> other.id().equals(name)))
                .findFirst();
        if (exchange.isEmpty()) {
            return; // not captured: as if it were not asked
        }
        exchanges.put(ask.id(), exchange.get());
        Nonce nonce = nonce(exchange.get());
        Exchange ours = withOurProof(exchange.get(), nonce);
        ProofSearch search = ProofSearch.of(KEY, nonce, PORTS);
        Answer answer = ReplayDriver.run(ask.probe().begin(ask.subject(nonce), search), ours, delivery);
        answers.put(ask.id(), answer);
        told.put(ask.id(), Told.of(answer, OUTCOMES));
    }

    private static Nonce nonce(Exchange exchange) {
        return exchange.nonce().isEmpty() ? NO_NONCE : new Nonce(exchange.nonce());
    }

    /** The captures' canary had another key and did not bind the port: its HMAC gives way to ours, in the same place. */
    private static Exchange withOurProof(Exchange exchange, Nonce nonce) {
        String theirs = CapturedProof.of(exchange.nonce());
        String ours = exchange.truth().arrivedOn().isPresent()
                ? KEY.proof(nonce, exchange.truth().arrivedOn().getAsInt()).hmac()
                : theirs;
        return new Exchange(
                exchange.transcript(),
                exchange.id(),
                exchange.port(),
                exchange.nonce(),
                exchange.truth(),
                exchange.request(),
                replace(exchange.answer(), theirs, ours),
                exchange.events(),
                exchange.tunnel()
                        .map(tunnel -> new Exchange.Tunnel(
                                tunnel.opening(),
                                tunnel.sent(),
                                tunnel.greeted(),
                                replace(tunnel.received(), theirs, ours),
                                tunnel.events())));
    }

    private static Chunk replace(Chunk bytes, String theirs, String ours) {
        return Chunk.of(bytes.latin1().replace(theirs, ours));
    }
}
