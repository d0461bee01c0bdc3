package relaycheck.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Optional;
import relaycheck.probe.Answer;
import relaycheck.probe.Outcomes;
import relaycheck.product.Products;
import relaycheck.target.Endpoint;

/** The finding about an endpoint of which these answers are all that is known. */
final class Judged {
    private static final Products PRODUCTS = Products.standard();

    private Judged() {}

    static Finding of(String firstGet, ImmutableList<Answer> heard) {
        return new Judgement(PRODUCTS)
                .judge(
                        new Judgement.Known(
                                Endpoint.of("10.77.2.1", 443),
                                ImmutableList.of(),
                                Optional.empty(),
                                heard.stream()
                                        .map(answer -> new Judgement.Heard(answer, 7))
                                        .collect(ImmutableList.toImmutableList()),
                                firstGet,
                                ImmutableList::of,
                                ImmutableListMultimap.of(),
                                ImmutableSet.of(),
                                new Outcomes(PRODUCTS)),
                        Instant.EPOCH);
    }
}
