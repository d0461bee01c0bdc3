package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.inquiry.Questions;
import relaycheck.probe.Probe;
import relaycheck.product.Products;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;

/** Begins conversations; endpoints that are asked for the same destinations share one inquiry. */
final class Questioning {
    private final ScanSettings settings;
    private final Conversation.Shared shared;
    private final Map<ImmutableList<Destination>, EndpointInquiry> inquiries = new ConcurrentHashMap<>();

    Questioning(
            ScanSettings settings,
            Products products,
            Dialer dialer,
            Ticker ticker,
            ProofKey key,
            LongSupplier random,
            ScanCanary canary) {
        this.settings = settings;
        this.shared = new Conversation.Shared(
                dialer, ticker, key, random, settings.perHost(), settings.deadline(), canary::ports, products);
    }

    /** A conversation about an endpoint, not begun yet. */
    Conversation about(Feeder.Next next, Consumer<Conversation> finished) {
        EndpointInquiry inquiry = inquiries.computeIfAbsent(
                next.destinations(), destinations -> inquiry(settings.probes(), destinations));
        return new Conversation(shared, next.asked(), inquiry, finished);
    }

    /** A conversation with the first questions alone. */
    Conversation brief(Feeder.Next next, ImmutableList<Probe> probes, Consumer<Conversation> finished) {
        return new Conversation(
                shared, next.asked(), inquiry(probes, next.destinations().subList(0, 1)), finished);
    }

    private EndpointInquiry inquiry(ImmutableList<Probe> probes, ImmutableList<Destination> destinations) {
        ImmutableList.Builder<Integer> connectPorts = ImmutableList.builder();
        for (Destination destination : destinations) {
            if (settings.connectPorts().isEmpty() || settings.connectPorts().contains(destination.port())) {
                connectPorts.add(destination.port());
            }
        }
        return new EndpointInquiry(Questions.of(probes, destinations, connectPorts.build()), settings.everything());
    }
}
