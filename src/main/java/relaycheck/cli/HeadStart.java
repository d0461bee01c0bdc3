package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import relaycheck.inquiry.Told;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingText;
import relaycheck.report.ReportFormats;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.transport.Descriptors;
import relaycheck.verdict.Judgement;

/**
 * Loads what every scan needs on the second core while the first reads the command line: half of the time that the scan of
 * one host takes is the loading of classes.
 *
 * <p>Changes nothing but the time: whatever goes wrong here goes wrong again, and is told, where it is needed.
 */
public final class HeadStart {
    private HeadStart() {}

    /** Begins, where the first argument names a command that scans. */
    public static void of(String... arguments) {
        if (arguments.length > 1 && arguments[0].equals("scan")) {
            Thread thread = new Thread(HeadStart::load, "relaycheck-head-start");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, problem) -> {});
            thread.start();
        }
    }

    private static void load() {
        Store.load();
        ReportFormats.names();
        Descriptors.limit();
        Products products = Products.standard();
        Endpoint endpoint = Endpoint.of("127.0.0.1", 1);
        InetAddress address = InetAddresses.forString("127.0.0.1");
        var ask = Probes.GET.of(Destination.of(address, 1));
        Outcomes outcomes = new Outcomes(products);
        Answer answer = Answer.withoutWords(
                ask.subject(ProofKey.of(new byte[ProofKey.BYTES]).nonce(0)), Ending.RESET);
        Told told = Told.of(answer, outcomes);
        FindingText.write(new Judgement(products)
                .judge(
                        new Judgement.Known(
                                endpoint,
                                ImmutableList.of(),
                                Optional.empty(),
                                ImmutableList.of(new Judgement.Heard(told.answer(), 0)),
                                ask.id(),
                                ImmutableList.of(),
                                ImmutableListMultimap.of(),
                                ImmutableSet.of(),
                                outcomes),
                        Instant.EPOCH));
    }
}
