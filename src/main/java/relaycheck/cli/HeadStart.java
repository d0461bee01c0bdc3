package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingText;
import relaycheck.report.ReportFormats;
import relaycheck.scan.ScanWarnings;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.target.Ports;
import relaycheck.target.Source;
import relaycheck.target.TargetList;
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
            // a class and no lambda: the first one of a process costs as much as a dozen classes
            new HeadStart().start();
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable problem) {
        // told where it comes again
    }

    /** In the order in which the first thread comes to need it: so it does not stand waiting for the rest. */
    @Override
    public void run() {
        annotations(ScanCommand.class);
        Store.load();
        TargetList.parse(ImmutableList.of(Source.argument("", "127.0.0.1")), ImmutableList.of(), Ports.of(1));
        ReportFormats.names();
        Descriptors.limit();
        new SecureRandom().nextBytes(new byte[1]);
        ProofKey.of(new byte[ProofKey.BYTES]).nonce(0);
        ScanWarnings.vantage(Optional.empty(), Optional.empty(), Endpoint.of("127.0.0.1", 1));
        Finding nothing = new Judgement(Products.standard()).judge(nothing(), Instant.EPOCH);
        FindingText.write(nothing);
    }

    /** The first ones that are read make proxies, which takes as long as the parser of the command line takes to load. */
    private static void annotations(Class<?> options) {
        for (Field field : options.getDeclaredFields()) {
            if (field.isAnnotationPresent(Mixin.class)) {
                annotations(field.getType());
            }
        }
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
