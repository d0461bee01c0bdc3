package relaycheck.target;

import com.google.common.collect.ImmutableList;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A target list, from its text to endpoints that the scope admits: an endpoint an operation. */
public class ExpansionBenchmark {
    private static final int ENDPOINTS = 2 * 65_536;

    /** Two ports of a network, in the order in which they are scanned. */
    @Benchmark
    @OperationsPerInvocation(ENDPOINTS)
    public void expand(Blackhole sink) {
        for (Target target : list().targets()) {
            target.endpoints().forEach(sink::consume);
        }
    }

    /** The same, and each is asked for at the scope. */
    @Benchmark
    @OperationsPerInvocation(ENDPOINTS)
    public void expandAndAdmit(Blackhole sink) {
        Scope scope = Scope.none();
        for (Target target : list().targets()) {
            target.endpoints().forEach(endpoint -> sink.consume(scope.admit(endpoint)));
        }
    }

    private static TargetList list() {
        return TargetList.parse(
                        ImmutableList.of(Source.argument("target", "10.9.0.0/16")),
                        ImmutableList.of(),
                        Ports.of(80, 8080))
                .value();
    }
}
