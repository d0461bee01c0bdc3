package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is told what a scan changed. */
final class NotifyOptions {
    /** A shorter one can be guessed. */
    private static final int LEAST_CHARACTERS = 16;

    @Option(
            names = "--notify",
            paramLabel = "URL",
            description =
                    "Tell it, after the report, what is new, changed or fixed since the last complete scan of the store:"
                            + " https://… gets JSON. Repeatable.")
    private List<String> recipients = List.of();

    @Option(
            names = "--notify-key-file",
            paramLabel = "FILE",
            description =
                    "The secret that signs what --notify sends (HMAC-SHA256, in the header Relaycheck-Signature).")
    private Optional<Path> keyFile = Optional.empty();

    boolean isEmpty() {
        return recipients.isEmpty();
    }

    /** Who is to be told, as the user said it: picocli looks at each method, and would load what one returns. */
    ImmutableList<String> recipients() {
        return ImmutableList.copyOf(recipients);
    }

    /**
     * What signs.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    Optional<String> key() {
        return keyFile.map(NotifyOptions::key);
    }

    private static String key(Path file) {
        try {
            String key = CharMatcher.whitespace().trimFrom(Files.readString(file, UTF_8));
            if (key.length() < LEAST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "--notify-key-file: " + file + ": a secret has at least " + LEAST_CHARACTERS + " characters");
            }
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("--notify-key-file: " + file + ": " + Reason.of(e), e);
        }
    }
}
