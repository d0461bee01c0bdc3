package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.inquiry.Questions;
import relaycheck.probe.Probe;
import relaycheck.product.Products;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;

/** Begins conversations; endpoints that are asked for the same destinations share one inquiry. */
final class Questioning {
    private final ScanSettings settings;
    private final Interview.Shared shared;
    private final Map<ImmutableList<Destination>, EndpointInquiry> inquiries = new ConcurrentHashMap<>();
    private volatile @Nullable Latest latest;

    private record Latest(ImmutableList<Destination> destinations, EndpointInquiry inquiry) {}

    Questioning(
            ScanSettings settings,
            Products products,
            Dialer dialer,
            Ticker ticker,
            ProofKey key,
            LongSupplier random,
            ScanCanary canary) {
        this.settings = settings;
        this.shared = new Interview.Shared(
                dialer, ticker, key, random, settings.perHost(), settings.deadline(), canary::ports, products);
    }

    /** An interview about an endpoint, not begun yet. */
    Interview about(Feeder.Next next, Consumer<Interview> finished) {
        return new Interview(shared, next.asked(), inquiry(next.destinations()), finished);
    }

    /** The one before is the right one as a rule: it spares a look at every destination. */
    private EndpointInquiry inquiry(ImmutableList<Destination> destinations) {
        Latest known = latest;
        if (known == null || known.destinations() != destinations) {
            known = new Latest(
                    destinations,
                    inquiries.computeIfAbsent(destinations, missing -> inquiry(settings.probes(), missing)));
            latest = known;
        }
        return known.inquiry();
    }

    /** An interview with the first questions alone. */
    Interview brief(Feeder.Next next, ImmutableList<Probe> probes, Consumer<Interview> finished) {
        return new Interview(
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
