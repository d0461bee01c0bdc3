package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relaycheck.text.Reason;

/** Who is told what a scan changed. */
final class NotifyOptions {
    /** A shorter one can be guessed. */
    private static final int LEAST_CHARACTERS = 16;

    @Option(
            names = "--notify",
            paramLabel = "URL",
            description =
                    "Tell it, after the report, what is new, changed or fixed since the last complete scan of the store:"
                            + " https://… gets JSON, mailto:… a mail. Repeatable.")
    private List<String> recipients = List.of();

    @Option(
            names = "--notify-key-file",
            paramLabel = "FILE",
            description =
                    "The secret that signs what --notify sends (HMAC-SHA256, in the header Relaycheck-Signature).")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--smtp",
            paramLabel = "HOST[:PORT]",
            defaultValue = "localhost:25",
            description = "The server that takes mail for --notify mailto:…, without a login; STARTTLS is used where it"
                    + " offers it (default: ${DEFAULT-VALUE}).")
    private String smtp = "";

    private @Nullable String key;

    /**
     * Whether nobody is to be told.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    boolean isEmpty() {
        if (recipients.isEmpty() && keyFile.isPresent()) {
            throw new IllegalArgumentException("--notify-key-file goes with --notify");
        }
        return recipients.isEmpty();
    }

    /**
     * Looks at all of it.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    void check() {
        if (!isEmpty()) {
            Notices.recipients(this);
        }
    }

    /** What signs, where it is named. */
    ImmutableList<Path> files() {
        return keyFile.isPresent() ? ImmutableList.of(keyFile.get()) : ImmutableList.of();
    }

    /** Who is to be told, as the user said it: picocli looks at each method, and would load what one returns. */
    ImmutableList<String> recipients() {
        return ImmutableList.copyOf(recipients);
    }

    /**
     * What signs. Read once, however often it is asked for: a pipe gives it once.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    Optional<String> key() {
        if (key == null && keyFile.isPresent()) {
            key = key(keyFile.get());
        }
        return Optional.ofNullable(key);
    }

    /**
     * The server that takes mail.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    HostAndPort smtp() {
        if (smtp.contains("@")) {
            throw new IllegalArgumentException(
                    "--smtp: a login is not supported: name a server that takes mail from this machine without one");
        }
        try {
            HostAndPort server = HostAndPort.fromString(smtp);
            boolean named =
                    InetAddresses.isInetAddress(server.getHost()) || InternetDomainName.isValid(server.getHost());
            if (named && !(server.hasPort() && server.getPort() == 0)) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // said below, in the same words as for a host that is none
        }
        throw new IllegalArgumentException("--smtp: " + smtp + " is no HOST[:PORT]");
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
