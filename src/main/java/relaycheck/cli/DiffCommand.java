package relaycheck.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.history.State;
import relaycheck.store.Store;
import relaycheck.store.StoreHistory;
import relaycheck.text.Plural;

/** Says how two runs of a store differ. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "What is new, changed, gone or fixed between two scans; what cannot be judged now is not fixed.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing new and nothing changed", "1:something new or changed", "2:wrong usage", "3:failed"},
        footerHeading = "%nExamples:%n",
        footer = {"  relaycheck diff previous last", "  relaycheck diff 3 5 --store weekly.db"})
public final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "The earlier run: its id or number, last or previous.")
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "The later run.")
    private String after;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "relaycheck.db",
            description = "The store (default: ./${DEFAULT-VALUE}).")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        try (Store store = Store.openExisting(file)) {
            Run earlier = RunChoice.of(store, before);
            Run later = RunChoice.of(store, after);
            ImmutableList<Change> changes = new StoreHistory(store).changes(earlier, later);
            for (Run run : new Run[] {earlier, later}) {
                if (!run.complete()) {
                    spec.commandLine().getErr().println("relaycheck: warning: run " + run.id() + " was interrupted");
                }
            }
            print(spec.commandLine().getOut(), changes);
            boolean worse = changes.stream()
                    .anyMatch(each -> each.kind() == Change.Kind.NEW || each.kind() == Change.Kind.CHANGED);
            return worse ? ExitStatus.EXPOSED : ExitStatus.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(PrintWriter out, ImmutableList<Change> changes) {
        for (Change.Kind kind : Change.Kind.values()) {
            if (kind != Change.Kind.SAME && kind != Change.Kind.HARMLESS) {
                changes.stream().filter(each -> each.kind() == kind).forEach(each -> print(out, each));
            }
        }
        long same =
                changes.stream().filter(each -> each.kind() == Change.Kind.SAME).count();
        out.println(Plural.of(changes.size() - same, "change", "changes") + ", " + same + " exposed as before");
    }

    private static void print(PrintWriter out, Change change) {
        // it may have been reached and not have answered
        String word = change.kind() == Change.Kind.UNREACHABLE
                ? "not judged"
                : change.kind().word();
        String kind = Strings.padEnd(word, 13, ' ');
        out.println(kind + change.endpoint() + "  "
                + change.before().map(State::toString).orElse("not asked") + " -> "
                + change.after().map(State::toString).orElse("not asked"));
    }
}
