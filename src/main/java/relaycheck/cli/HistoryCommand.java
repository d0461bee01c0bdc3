package relaycheck.cli;

import com.google.common.base.Strings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.history.EndpointLife;
import relaycheck.history.Run;
import relaycheck.report.Summary;
import relaycheck.store.Store;
import relaycheck.store.StoreHistory;
import relaycheck.target.Endpoint;
import relaycheck.text.Plural;
import relaycheck.text.Printable;
import relaycheck.verdict.Verdict;

/** Lists the runs of a store, or what they say of one endpoint. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "The scans of a store, or one endpoint's life.",
        subcommands = HistoryPruneCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck history",
            "  relaycheck history weekly.db --endpoint 10.0.0.5:3128",
            "  relaycheck history prune --store weekly.db --keep 12"
        })
public final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            defaultValue = "relaycheck.db",
            description = "The store (default: ./${DEFAULT-VALUE}).")
    private Path file = Path.of("");

    @Option(names = "--endpoint", paramLabel = "ADDRESS:PORT", description = "What each scan said of this one.")
    private @Nullable String endpoint;

    @Override
    public Integer call() {
        try (Store store = Store.openExisting(file)) {
            PrintWriter out = spec.commandLine().getOut();
            if (endpoint == null) {
                store.runs().forEach(run -> print(out, store, run));
            } else {
                print(out, new StoreHistory(store).life(endpoint(endpoint)));
            }
            out.flush();
            return ExitStatus.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(PrintWriter out, Store store, Run run) {
        Summary summary = store.read(run).summary();
        out.println(Strings.padStart(Long.toString(store.number(run)), 4, ' ') + "  " + Printable.line(run.id()) + "  "
                + run.started() + "  " + Plural.of(summary.endpoints(), "endpoint", "endpoints") + ", "
                + summary.of(Verdict.OPEN) + " open, "
                + summary.of(Verdict.SUSPECT) + " suspect" + (run.complete() ? "" : ", interrupted") + "  from "
                + Printable.line(run.vantage().replaceAll(" \\(an? [^()]*\\)", "")));
    }

    private static void print(PrintWriter out, EndpointLife life) {
        if (life.sightings().isEmpty()) {
            throw new IllegalArgumentException("--endpoint: no scan of this store asked " + life.endpoint());
        }
        out.println(life.endpoint() + "  first seen "
                + life.firstSeen().map(Object::toString).orElse("never") + ", "
                + life.openSince().map(since -> "exposed since " + since).orElse("not exposed") + ", "
                + (life.isFlapping() ? "flapping: " : "") + "exposed in " + life.timesExposed() + " of "
                + life.sightings().size());
        life.sightings()
                .forEach(each ->
                        out.println("  " + Printable.line(each.run()) + "  " + each.at() + "  " + each.state()));
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(colon, 0));
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return Endpoint.of(
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--endpoint: \"" + text + "\" is not an endpoint such as 10.0.0.5:3128 or [2001:db8::1]:80", e);
        }
    }
}
