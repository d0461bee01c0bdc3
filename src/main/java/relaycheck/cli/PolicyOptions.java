package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relaycheck.policy.FailOn;
import relaycheck.policy.Policy;
import relaycheck.policy.PolicyFile;
import relaycheck.target.Parsed;
import relaycheck.target.Problem;
import relaycheck.text.Reason;
import relaycheck.verdict.Severity;

/** What counts as a failure: how bad, how new, and what the owner has written down. */
final class PolicyOptions {
    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "medium",
            converter = FailOnConverter.class,
            description =
                    "Exit with 1 at this severity or worse: critical, high, medium, low, info, or none for"
                            + " never; or new (or new:SEVERITY), for what is worse than in the baseline (default: ${DEFAULT-VALUE}).")
    private FailOn failOn = new FailOn(false, Severity.MEDIUM);

    @Option(
            names = "--baseline",
            paramLabel = "RUN",
            description = "The earlier scan of the store to compare with: last (the one before), an id or a number."
                    + " --fail-on new takes last unless told.")
    private Optional<String> baseline = Optional.empty();

    @Option(
            names = "--accepted",
            paramLabel = "FILE",
            description = "Risks that are accepted for a while and relays that are intended, in TOML; relaycheck init"
                    + " writes an example.")
    private Optional<Path> accepted = Optional.empty();

    private @Nullable Policy policy;

    FailOn failOn() {
        return failOn;
    }

    /** Which earlier run to compare with, as the user said it. */
    Optional<String> baseline() {
        return baseline.isEmpty() && failOn.onlyNew() ? Optional.of(RunChoice.LAST) : baseline;
    }

    /** Where it is written down. */
    ImmutableList<Path> files() {
        return accepted.isPresent() ? ImmutableList.of(accepted.get()) : ImmutableList.of();
    }

    /**
     * What is written down. Read once, however often it is asked for: a pipe gives it once.
     *
     * @throws IllegalArgumentException with every mistake, a line each
     */
    Policy policy() {
        if (policy == null) {
            policy = accepted.isPresent() ? read(accepted.get()) : Policy.NONE;
        }
        return policy;
    }

    private static Policy read(Path file) {
        try {
            Parsed<Policy> parsed = PolicyFile.parse(file.toString(), Files.readString(file, UTF_8));
            if (parsed.problems().isEmpty()) {
                return parsed.value();
            }
            throw new IllegalArgumentException(
                    parsed.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--accepted: " + file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--accepted: " + file + ": " + Reason.of(e), e);
        }
    }
}
