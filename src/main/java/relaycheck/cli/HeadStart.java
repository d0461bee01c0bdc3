package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Optional;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.report.FindingText;
import relaycheck.report.ReportFormats;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.transport.Descriptors;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;

/**
 * Loads what every scan needs on the second core while the first reads the command line: half of the time that the scan of
 * one host takes is the loading of classes.
 *
 * <p>Changes nothing but the time: whatever goes wrong here goes wrong again, and is told, where it is needed.
 */
public final class HeadStart extends Thread implements Thread.UncaughtExceptionHandler {
    private HeadStart() {
        super("relaycheck-head-start");
        setDaemon(true);
        setUncaughtExceptionHandler(this);
    }

    /** Begins, where the first argument names a command that scans. */
    public static void of(String... arguments) {
        if (arguments.length > 1 && arguments[0].equals("scan")) {
            new HeadStart()
                    .start(); // a class and no lambda: the first one of a process costs as much as a dozen classes
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable problem) {
        // told where it comes again
    }

    @Override
    public void run() {
        Store.load();
        ReportFormats.names();
        Descriptors.limit();
        Finding nothing = new Judgement(Products.standard()).judge(nothing(), Instant.EPOCH);
        FindingText.write(nothing);
    }

    private static Judgement.Known nothing() {
        return new Judgement.Known(
                Endpoint.of("127.0.0.1", 1),
                ImmutableList.of(),
                Optional.empty(),
                ImmutableList.of(),
                Probes.CONTROL.name(),
                ImmutableList::of,
                ImmutableListMultimap.of(),
                ImmutableSet.of(),
                new Outcomes(Products.standard()));
    }
}
