package relaycheck.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import relaycheck.probe.Outcomes;
import relaycheck.product.Products;
import relaycheck.report.FindingLine;
import relaycheck.target.Endpoint;
import relaycheck.transcript.Transcript;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;

/** One endpoint without a network: a real server's captured answers. */
@State(Scope.Benchmark)
public class ReplayBenchmark {
    private static final Products PRODUCTS = Products.standard();

    /** A web server that refuses, a proxy that denies, a proxy that relays. */
    @Param({"apache-httpd-2.4.71/apache-plain", "squid-5.7/squid-default", "squid-5.7/squid-elite"})
    public String capture;

    private Transcript transcript = Transcript.all().get(0);
    private EndpointReplay replayed = EndpointReplay.of(transcript, Delivery.WHOLE);
    private Finding finding = judged();

    @Setup
    public void read() {
        transcript = Transcript.of(capture);
        replayed = EndpointReplay.of(transcript, Delivery.WHOLE);
        finding = judged();
    }

    /** Which questions, the questions, and what the answers say: inquiry, dialogues, parser, proof search. */
    @Benchmark
    public Object dialogues() {
        return EndpointReplay.of(transcript, Delivery.WHOLE);
    }

    /** From the answers to the finding. */
    @Benchmark
    public Finding verdict() {
        return judged();
    }

    /** From the finding to what the store keeps. */
    @Benchmark
    public byte[] json() {
        return new FindingLine(finding).ascii();
    }

    private Finding judged() {
        return new Judgement(PRODUCTS)
                .judge(
                        new Judgement.Known(
                                Endpoint.of("10.77.2.1", 8080),
                                ImmutableList.of(),
                                Optional.empty(),
                                replayed.answers.values().stream()
                                        .map(answer -> new Judgement.Heard(answer, 7))
                                        .collect(ImmutableList.toImmutableList()),
                                replayed.inquiry.questions().firstGet().id(),
                                () -> replayed.inquiry.notAsked(replayed.progress()),
                                ImmutableListMultimap.of(),
                                ImmutableSet.of(),
                                new Outcomes(PRODUCTS)),
                        Instant.EPOCH);
    }
}
