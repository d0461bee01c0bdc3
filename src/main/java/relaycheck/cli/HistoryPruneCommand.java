package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import relaycheck.history.Run;
import relaycheck.store.Store;

/** Removes old runs from a store; the newest always stays, and so does the one that the next is compared with. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = "Removes old scans from a store; the newest always stays, and the newest that is complete.",
        footerHeading = "%nExamples:%n",
        footer = {"  relaycheck history prune --keep 12", "  relaycheck history prune --older-than 90d"})
public final class HistoryPruneCommand implements Callable<Integer> {
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "relaycheck.db",
            description = "The store (default: ./${DEFAULT-VALUE}).")
    private Path file = Path.of("");

    @Option(names = "--keep", paramLabel = "N", converter = CountConverter.class, description = "Keep the newest N.")
    private @Nullable Integer keep;

    @Option(names = "--older-than", paramLabel = "DAYS", description = "Remove what began longer ago, such as 90d.")
    private @Nullable String olderThan;

    @Override
    public Integer call() {
        if ((keep == null) == (olderThan == null)) {
            throw wrong("say either --keep N or --older-than 90d");
        }
        Instant limit = olderThan == null ? Instant.MAX : Instant.now().minus(days(olderThan));
        try (Store store = Store.openExisting(file)) {
            ImmutableList<Run> runs = store.runs();
            Optional<Run> baseline = runs.stream().filter(Run::complete).findFirst();
            int stay = keep == null ? 1 : Math.min(keep, runs.size());
            int removed = 0;
            for (Run run : runs.subList(stay, runs.size())) {
                if (run.started().isBefore(limit) && !baseline.equals(Optional.of(run))) {
                    store.remove(run);
                    removed++;
                }
            }
            boolean smaller = removed == 0 || store.shrink();
            spec.commandLine()
                    .getOut()
                    .println("removed " + removed + " of " + runs.size() + " runs"
                            + (smaller ? "" : "; the file keeps its size: there is no room to write it anew"));
            return ExitStatus.OK;
        }
    }

    private Duration days(String text) {
        Matcher matcher = DAYS.matcher(text);
        if (!matcher.matches()) {
            throw wrong("--older-than: \"" + text + "\" is not a number of days such as 90d");
        }
        return Duration.ofDays(Long.parseLong(matcher.group(1)));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
