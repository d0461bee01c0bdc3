package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.canary.KeyFile;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;
import relaycheck.store.Store;
import relaycheck.text.Plural;
import relaycheck.text.Printable;
import relaycheck.text.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rechecks every proof of a report with the key, and asks nobody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Rechecks each proof of a JSON or JSONL report, offline.",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.INCOMPLETE,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every proof holds", "1:a proof does not hold", "2:wrong usage or input", "3:failed"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck verify report.json --key-file key",
            "  relaycheck verify report.json --store relaycheck.db"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REPORT", description = "The report: .json or .jsonl.")
    private Path report;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key that scanner and canary shared.")
    private @Nullable Path keyFile;

    @Option(names = "--store", paramLabel = "FILE", description = "The store that keeps the key of the scan.")
    private @Nullable Path store;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Which run of the store (default: the one that the report names, else the last).")
    private @Nullable String run;

    @Override
    public Integer call() throws IOException {
        try {
            List<JsonNode> documents = read();
            ProofKey key = key(documents);
            long held = 0;
            long broken = 0;
            for (JsonNode document : documents) {
                for (JsonNode endpoint : document.has("endpoints") ? document.path("endpoints") : List.of(document)) {
                    for (JsonNode probe : endpoint.path("probes")) {
                        if (probe.has("proof")) {
                            boolean holds = holds(key, probe);
                            held += holds ? 1 : 0;
                            broken += holds ? 0 : 1;
                            if (!holds) {
                                complain(endpoint, probe);
                            }
                        }
                    }
                }
            }
            spec.commandLine()
                    .getOut()
                    .println(Plural.of(held, "proof holds", "proofs hold") + ", " + broken
                            + (broken == 1 ? " does not" : " do not"));
            return broken == 0 ? ExitStatus.OK : ExitStatus.EXPOSED;
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

    private void complain(JsonNode endpoint, JsonNode probe) {
        String where = endpoint.path("address").asString("?") + " port "
                + endpoint.path("port").asString("?");
        spec.commandLine()
                .getErr()
                .println("relaycheck: "
                        + Printable.line(
                                where + ": the proof of " + probe.path("id").asString("?") + " does not hold"));
    }

    private ProofKey key(List<JsonNode> documents) throws IOException {
        if ((keyFile == null) == (store == null)) {
            throw new IllegalArgumentException("say where the key is: --key-file FILE, or --store FILE");
        }
        if (keyFile != null) {
            return KeyFile.read(keyFile);
        }
        String named = documents.isEmpty()
                ? "last"
                : documents.get(0).path("scan").path("id").stringValue("last");
        try (Store open = Store.openExisting(store)) {
            return open.key(RunChoice.of(open, run == null ? named : run));
        }
    }

    private List<JsonNode> read() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<String> lines = Files.lines(report, UTF_8)) {
            if (report.toString().endsWith(".jsonl")) {
                lines.filter(line -> !line.isBlank()).forEach(line -> documents.add(mapper.readTree(line)));
            } else {
                documents.add(mapper.readTree(report.toFile()));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(report + ":" + (documents.size() + 1) + ": is not JSON", e);
        } catch (IOException e) {
            throw new IOException(report + ": " + Reason.of(e), e);
        }
        return documents;
    }
}
