package relaycheck.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relaycheck.cause.Causes;
import relaycheck.cause.Findings;
import relaycheck.history.Run;
import relaycheck.http.HostPort;
import relaycheck.impact.Insiders;
import relaycheck.impact.LogFormats;
import relaycheck.impact.Tally;
import relaycheck.report.Assignment;
import relaycheck.report.Backgrounds;
import relaycheck.report.OwnConfiguration;
import relaycheck.report.OwnFile;
import relaycheck.store.RunReader;
import relaycheck.store.RunWriter;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;

/** Reads the owner's files and puts what they say into the exposed findings of a run, in the store. */
final class OwnFiles {
    /** The host in a request line that asks for relaying. */
    private static final Pattern ASKED_HOST = Pattern.compile("^\\S+ (?:[A-Za-z]+://)?([^/\\s:\\[\\]]+):[0-9]");

    private final OwnFileOptions.Read files;
    private final Run run;
    private final Consumer<String> warnings;
    private final DiskConfigFiles disk = new DiskConfigFiles();
    private final Map<ImmutableList<String>, Background.Impact> impacts = new HashMap<>();

    OwnFiles(OwnFileOptions.Read files, Run run, Consumer<String> warnings) {
        this.files = files;
        this.run = run;
        this.warnings = warnings;
    }

    /** A store that holds the run, or a shard of it. */
    record Part(RunReader reader, RunWriter writer) {}

    void explain(ImmutableList<Part> parts) {
        Iterable<Finding> exposed = Iterables.concat(
                parts.stream().map(part -> part.reader().exposed()).collect(toImmutableList()));
        Assignment assignment = Assignment.of(
                exposed,
                files.configurations().stream().map(this::configuration).toList(),
                files.logs());
        assignment.warnings().forEach(this::warn);
        for (Part part : parts) {
            List<Finding> known = new ArrayList<>();
            for (Finding finding : part.reader().exposed()) {
                Optional.of(background(finding, assignment))
                        .filter(background -> Assignment.concerns(finding) && !background.isEmpty())
                        .ifPresent(background -> known.add(finding.with(background)));
            }
            known.forEach(part.writer()::replace);
        }
    }

    private OwnConfiguration configuration(OwnFile file) {
        Findings found = new Causes(disk, Optional.empty()).read(List.of(file.path()));
        found.unread().forEach(unread -> warn(unread.place() + ": " + unread.why()));
        ImmutableSet<String> named = files.logs().stream()
                .map(OwnFile::name)
                .filter(name -> !name.isEmpty() && mentions(found, name))
                .collect(ImmutableSet.toImmutableSet());
        return new OwnConfiguration(file, found, named);
    }

    private boolean mentions(Findings found, String log) {
        return found.files().stream()
                .flatMap(path -> disk.read(path).lines().stream())
                .map(String::strip)
                .anyMatch(line -> !line.startsWith("#") && line.contains("/" + log));
    }

    /** What was known before stays where these files say nothing. */
    private Background background(Finding finding, Assignment assignment) {
        Endpoint endpoint = finding.endpoint();
        ImmutableList<Background.Cause> causes = assignment.causes().get(endpoint).stream()
                .map(Backgrounds::of)
                .distinct()
                .collect(toImmutableList());
        ImmutableList<String> logs = assignment.logs().get(endpoint);
        return new Background(
                causes.isEmpty() ? finding.background().causes() : causes,
                logs.isEmpty()
                        ? finding.background().impact()
                        : Optional.of(impacts.computeIfAbsent(logs, these -> impact(these, finding))));
    }

    /** The logs of one host, read together. */
    private Background.Impact impact(ImmutableList<String> logs, Finding finding) {
        ImmutableSet<String> canaries = Stream.concat(
                        run.canary().addresses().stream().map(OwnFiles::inUrl), canaryNames(finding))
                .flatMap(host -> run.canary().ports().stream().map(port -> host + ":" + port))
                .collect(ImmutableSet.toImmutableSet());
        Tally tally = new Tally(
                Insiders.of(ImmutableList.of()),
                Stream.concat(
                                finding.names().stream(),
                                Stream.of(finding.endpoint().host()))
                        .toList(),
                canaries);
        try (LogScan scan = new LogScan(tally, LogFormats.detect(), ZoneOffset.UTC, this::warn)) {
            for (String log : logs) {
                read(log, scan);
            }
        }
        return Backgrounds.of(tally.finish(), logs);
    }

    private static String inUrl(String address) {
        return HostPort.host(InetAddresses.forString(address));
    }

    /** The names by which our canary was asked for and its proof came back: nobody else can make one. */
    private static Stream<String> canaryNames(Finding finding) {
        return finding.probes().stream()
                .filter(probe -> probe.proof().isPresent())
                .map(probe -> ASKED_HOST.matcher(probe.request()))
                .filter(Matcher::find)
                .map(asked -> asked.group(1));
    }

    private void read(String log, LogScan scan) {
        try (LogSource source = LogSource.open(log)) {
            scan.read(source);
        } catch (IOException problem) {
            warn(log + ": " + LogSource.reason(problem));
        }
    }

    private void warn(String text) {
        warnings.accept("warning: " + text);
    }
}
