package relaycheck.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import relaycheck.history.Run;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingLine;
import relaycheck.report.OutputFile;
import relaycheck.report.Report;
import relaycheck.report.Summary;
import relaycheck.scan.Decided;
import relaycheck.scan.DryCount;
import relaycheck.scan.Scan;
import relaycheck.scan.ScanCanary;
import relaycheck.scan.ScanSettings;
import relaycheck.scan.ScanWarnings;
import relaycheck.scan.SelfTestException;
import relaycheck.scan.StandAloneCanary;
import relaycheck.store.RunReader;
import relaycheck.store.RunWriter;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.target.Shard;
import relaycheck.target.Skipped;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Severity;

/** One scan from the store's opening to the last report. */
final class ScanSession {
    private final ScanPlan plan;
    private final OwnFileOptions.Read ownFiles;
    private final PrintWriter err;
    private final Interruption interruption;
    private final Conclusion conclusion;

    ScanSession(
            ScanPlan plan, OwnFileOptions.Read ownFiles, PrintWriter out, PrintWriter err, Interruption interruption) {
        this.plan = plan;
        this.ownFiles = ownFiles;
        this.err = err;
        this.interruption = interruption;
        this.conclusion = new Conclusion(plan.output(), plan.policy(), out, err);
    }

    int run() throws IOException, InterruptedException {
        try (ScanStore store = new ScanStore(plan.store())) {
            conclusion.check(store::existing);
            Optional<Run> last = plan.resume() ? store.lastRun() : Optional.empty();
            if (last.isPresent() && !isSame(last.get())) {
                throw new IllegalArgumentException("--resume: targets or settings differ from those of run "
                        + last.get().id() + " in " + plan.store() + "; scan without --resume, or with the same");
            }
            if (last.isPresent() && last.get().complete()) {
                complain("run " + last.get().id() + " is complete: it is reported again and nothing is asked;"
                        + " without --resume a new scan begins");
                return report(store.open(), last.get(), each -> true);
            }
            return scan(store, last);
        }
    }

    private boolean isSame(Run earlier) {
        return earlier.digest().equals(plan.digest())
                && plan.vantage().equals(Optional.ofNullable(earlier.settings().get("vantage")))
                && plan.settings().shard().toString().equals(earlier.settings().get("shard"));
    }

    private int scan(ScanStore store, Optional<Run> last) throws IOException, InterruptedException {
        byte[] secret = new byte[ProofKey.BYTES];
        new SecureRandom().nextBytes(secret);
        ProofKey key =
                last.isPresent() ? store.open().key(last.get()) : plan.canary().key(ProofKey.of(secret));
        Predicate<InetSocketAddress> reserved =
                place -> plan.settings().targets().contains(new Endpoint(place.getAddress(), place.getPort()));
        try (ScanCanary canary = plan.canary()
                .open(
                        key,
                        plan.random(),
                        settings(last).userAgent(),
                        plan.settings().source(),
                        reserved)) {
            if (canary instanceof StandAloneCanary elsewhere && !elsewhere.hasPorts()) {
                canary.warnings().forEach(this::complain);
                complain("no port of the canary answered with this key; nothing was sent to any target (test from here:"
                        + " relaycheck canary --check HOST:PORT --key-file FILE; where only the proxies reach it, add"
                        + " --canary-unchecked)");
                return ExitStatus.INCOMPLETE;
            }
            return scan(store, last, key, canary);
        }
    }

    private int scan(ScanStore store, Optional<Run> last, ProofKey key, ScanCanary canary)
            throws IOException, InterruptedException {
        Optional<Endpoint> first = FirstEndpoint.of(plan.settings(), canary);
        if (first.isEmpty()) {
            return nothingToScan(DryCount.of(plan.settings()).skipped());
        }
        ImmutableList<Destination> destinations = canary.towards(first.get());
        if (Scope.isPublic(first.get().address()) && destinations.isEmpty()) {
            throw new IllegalArgumentException(
                    "public targets cannot be asked for a canary at a private address; run one"
                            + " outside (relaycheck canary) and give --canary, or give --canary-address");
        }
        requireConnect(destinations);
        Run begun = newRun(canary, first.get());
        Run run = last.isPresent() ? last.get().resumedAs(begun) : begun;
        Decided decided = last.isPresent() ? Decided.of(store.open().read(run).decided()) : Decided.NOTHING;
        try (Scan scan = new Scan(settings(last), canary, key, plan.random(), decided, this::fault)) {
            for (Skipped name : plan.names().unresolved()) {
                scan.skip(name);
            }
            if (!destinations.isEmpty() && !plan.canary().isUnchecked()) {
                scan.selfTest(destinations); // by a relay of this machine, which has no way to an unchecked one
            }
            Store open = store.open();
            RunWriter writer = last.isPresent() ? open.resume(run) : open.begin(run, key);
            if (last.isPresent()) {
                writer.update(run); // before the first verdict that is asked for otherwise
            }
            OwnFiles.Part kept = new OwnFiles.Part(open.read(run), writer);
            boolean complete = ask(scan, run, kept);
            Run over = over(run, complete, scan, canary, kept.reader());
            writer.update(over);
            return conclude(open, over, scan.late().isEmpty() && ownFiles.isEmpty());
        } catch (SelfTestException e) {
            complain(String.valueOf(e.getMessage()));
            return ExitStatus.INCOMPLETE;
        }
    }

    /** Asks all that is left to ask, and keeps what is found; false where it was interrupted. */
    private boolean ask(Scan scan, Run run, OwnFiles.Part kept) throws IOException, InterruptedException {
        try (LiveOutputs live = LiveOutputs.open(plan.outputs(), kept.reader());
                Progress progress = Progress.of(plan, kept.reader().summary(), err)) {
            interruption.stopsBy(scan::stop);
            boolean complete = scan.run((findings, receipt) -> {
                ImmutableList<FindingLine> lines = FindingLine.of(findings);
                kept.writer().commit(lines, run.receipt().plus(receipt));
                live.add(lines);
                progress.add(findings);
            });
            progress.close();
            kept.writer().skipped(scan.skipped());
            addLate(kept.reader(), kept.writer(), scan);
            return complete;
        }
    }

    /** What grew with the scan is written anew only where a verdict was told more of afterwards. */
    private int conclude(Store store, Run over, boolean asItGrew) throws IOException {
        int status = report(store, over, output -> !asItGrew || !LiveOutputs.isLive(output));
        if (!over.complete()) {
            complain("interrupted; go on with the same command and --resume");
        }
        interruption.over(status);
        return status;
    }

    /** Without a port to name, no CONNECT would be asked, and what relays nothing else would look closed. */
    private void requireConnect(ImmutableList<Destination> destinations) {
        ImmutableSet<Integer> wanted = plan.settings().connectPorts();
        List<Integer> ports = Lists.transform(destinations, Destination::port);
        if (!wanted.isEmpty() && !ports.isEmpty() && Collections.disjoint(wanted, ports)) {
            throw new IllegalArgumentException(
                    "--connect-ports: the canary has none of " + Joiner.on(", ").join(wanted) + "; it has "
                            + Joiner.on(", ").join(ports));
        }
    }

    private static void addLate(RunReader reader, RunWriter writer, Scan scan) {
        for (Map.Entry<Endpoint, Collection<Arrival>> late : scan.late().asMap().entrySet()) {
            Optional<Finding> finding = reader.finding(late.getKey());
            if (finding.isPresent()) {
                writer.replace(finding.get()
                        .withLate(ImmutableList.copyOf(late.getValue().stream()
                                .map(ProbeResult.Seen::of)
                                .toList())));
            }
        }
    }

    private ScanSettings settings(Optional<Run> last) {
        return plan.settingsOf(last.isPresent() ? last.get().id() : plan.id());
    }

    private int nothingToScan(Iterable<Skipped> skipped) {
        plan.names().unresolved().forEach(name -> complain(name.spec() + " " + name.why()));
        Skipped first = Iterables.getFirst(skipped, null);
        if (first != null) {
            complain(first.where() + ": " + first.why());
        }
        complain("nothing is left to scan; see --dry-run");
        return plan.names().unresolved().isEmpty() ? ExitStatus.USAGE : ExitStatus.INCOMPLETE;
    }

    private Run newRun(ScanCanary canary, Endpoint first) {
        return new Run(
                plan.id(),
                Version.number(),
                Instant.now(),
                Optional.empty(),
                false,
                ScanWarnings.vantage(plan.vantage(), plan.settings().source(), first),
                canary.used(),
                plan.shown(),
                plan.digest(),
                canary.warnings(),
                Run.Receipt.NONE);
    }

    private Run over(Run run, boolean complete, Scan scan, ScanCanary canary, RunReader reader) {
        ImmutableSet.Builder<String> warnings = ImmutableSet.builder();
        warnings.addAll(
                ScanWarnings.of(canary, plan.settings().targets(), plan.names().incomplete(), reader.relaying()));
        warnings.addAll(ScanWarnings.lasting(run.warnings()));
        return new Run(
                run.id(),
                run.version(),
                run.started(),
                Optional.of(Instant.now()),
                complete,
                run.vantage(),
                run.canary().and(canary.used()),
                run.settings(),
                run.digest(),
                warnings.build().asList(),
                run.receipt().plus(scan.receipt()));
    }

    private int report(Store store, Run run, Predicate<OutputFile> wanted) throws IOException {
        if (!ownFiles.isEmpty()) {
            new OwnFiles(ownFiles, run, this::complain)
                    .explain(ImmutableList.of(new OwnFiles.Part(store.read(run), store.resume(run))));
        }
        Results results = Results.of(store, run);
        Report report = conclusion.write(results, plan.outputs(), wanted);
        return status(run, results, conclusion.fails(report, results));
    }

    private int status(Run run, Results results, boolean fails) {
        Summary summary = results.summary();
        if (!run.complete() || !plan.names().unresolved().isEmpty()) {
            plan.names().unresolved().forEach(skipped -> complain(skipped.spec() + " " + skipped.why()));
            return ExitStatus.INCOMPLETE;
        }
        if (summary.endpoints() == 0 && plan.settings().shard().equals(Shard.ALL)) {
            return nothingToScan(results.skipped());
        }
        if (summary.severities().keySet().equals(ImmutableSet.of(Severity.INFO))) {
            complain(
                    "warning: not one endpoint could be judged; is a firewall in between? (scan from elsewhere, or with"
                            + " a longer --deadline)");
        }
        return fails ? ExitStatus.EXPOSED : ExitStatus.OK;
    }

    private void fault(Throwable problem) {
        if (plan.verbose()) {
            complain("fault: " + problem);
        }
    }

    private void complain(String message) {
        err.println("relaycheck: " + Printable.line(message));
    }
}
