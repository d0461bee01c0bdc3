package relaycheck.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.canary.KeyFile;
import relaycheck.history.Run;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;
import relaycheck.store.Store;
import relaycheck.text.Plural;
import relaycheck.text.Printable;
import relaycheck.text.Reason;
import relaycheck.verdict.Verdict;
import tools.jackson.databind.JsonNode;

/** Rechecks every proof of a report with the key, and asks nobody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Rechecks each proof of a JSON or JSONL report, offline.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every proof holds",
            "1:a proof does not hold, or what is open has none",
            "2:wrong usage or input",
            "3:failed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck verify report.json --key-file key",
            "  relaycheck verify report.json --store relaycheck.db",
            "  relaycheck verify all.json --store shard1.db --store shard2.db"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REPORT", description = "The report: .json or .jsonl.")
    private Path report;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key that scanner and canary shared.")
    private @Nullable Path keyFile;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description =
                    "The store that keeps the key of the scan; of a report that joins several, the store of each.")
    private List<Path> stores = List.of();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Which run of the store (default: the one that the report names, else the last).")
    private @Nullable String run;

    @Override
    public Integer call() throws IOException {
        try {
            WrittenReport written = WrittenReport.read(report);
            ImmutableList<ProofKey> keys = keys(written);
            long held = 0;
            long broken = 0;
            long bare = 0;
            for (JsonNode endpoint : written.endpoints()) {
                boolean proved = false;
                for (JsonNode probe : endpoint.path("probes")) {
                    if (probe.has("proof")) {
                        proved = true;
                        boolean holds = keys.stream().anyMatch(key -> holds(key, probe));
                        held += holds ? 1 : 0;
                        broken += holds ? 0 : 1;
                        if (!holds) {
                            complain(
                                    endpoint, "the proof of " + probe.path("id").asString("?") + " does not hold");
                        }
                    }
                }
                if (!proved && isOpen(endpoint)) {
                    bare++;
                    complain(endpoint, "is said to be open, and no proof of it came back that can be checked");
                }
            }
            String missing = bare == 0 ? "" : "; open without a proof: " + bare;
            spec.commandLine()
                    .getOut()
                    .println(Plural.of(held, "proof holds", "proofs hold") + ", " + broken
                            + (broken == 1 ? " does not" : " do not") + missing);
            return broken + bare == 0 ? ExitStatus.OK : ExitStatus.EXPOSED;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean holds(ProofKey key, JsonNode probe) {
        String nonce = probe.path("nonce").stringValue("");
        JsonNode proof = probe.path("proof");
        try {
            return key.verifies(new Proof(
                    new Nonce(nonce),
                    proof.path("port").asInt(0),
                    proof.path("hmac").stringValue("")));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOpen(JsonNode endpoint) {
        return endpoint.path("verdict").asString("").equals(Verdict.OPEN.name());
    }

    private void complain(JsonNode endpoint, String what) {
        String where = endpoint.path("address").asString("?") + " port "
                + endpoint.path("port").asString("?");
        spec.commandLine().getErr().println("relaycheck: " + Printable.line(where + ": " + what));
    }

    private ImmutableList<ProofKey> keys(WrittenReport written) throws IOException {
        if ((keyFile == null) == stores.isEmpty()) {
            throw new IllegalArgumentException("say where the key is: --key-file FILE, or --store FILE");
        }
        if (keyFile != null) {
            try {
                return ImmutableList.of(KeyFile.read(keyFile));
            } catch (IOException e) {
                throw new IllegalArgumentException("--key-file " + keyFile + ": " + Reason.of(e), e);
            }
        }
        List<String> parts = Splitter.on('+').splitToList(written.run());
        if (run == null && parts.size() != stores.size() && !parts.contains(RunChoice.LAST)) {
            throw new IllegalArgumentException("the report is of " + Plural.of(parts.size(), "run", "runs") + " ("
                    + String.join(", ", parts) + "): give the --store of each");
        }
        ImmutableList.Builder<ProofKey> keys = ImmutableList.builder();
        for (Path store : stores) {
            try (Store open = Store.openExisting(store)) {
                keys.add(open.key(RunChoice.of(open, run == null ? part(open, parts) : run)));
            }
        }
        return keys.build();
    }

    /** The part of the report that a store holds; where it holds none, one that it will miss. */
    private static String part(Store store, List<String> parts) {
        return store.runs().stream()
                .map(Run::id)
                .filter(parts::contains)
                .findFirst()
                .orElse(parts.get(0));
    }
}
