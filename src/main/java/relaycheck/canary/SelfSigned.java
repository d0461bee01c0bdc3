package relaycheck.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the canary shows: made at the first TLS hello, kept until the process ends.
 *
 * <p>By the JDK's own keytool, which is there wherever Java is; it takes half a second, so in a thread of its own.
 */
final class SelfSigned {
    private static final String ALIAS = "canary";
    private static final int SECONDS_TO_MAKE = 20;

    private @Nullable CompletableFuture<SSLContext> context;

    /** The certificate, now or soon. */
    synchronized CompletableFuture<SSLContext> context() {
        if (context == null || context.isCompletedExceptionally()) {
            CompletableFuture<SSLContext> soon = new CompletableFuture<>();
            Thread maker = new Thread(() -> make(soon), "canary certificate");
            maker.setDaemon(true);
            maker.start();
            context = soon;
        }
        return context;
    }

    private static void make(CompletableFuture<SSLContext> soon) {
        try {
            Path folder = Files.createTempDirectory("relaycheck-canary");
            try {
                soon.complete(load(folder.resolve("canary.p12")));
            } finally {
                Files.deleteIfExists(folder.resolve("canary.p12"));
                Files.deleteIfExists(folder.resolve("canary.txt"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            soon.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            soon.completeExceptionally(e);
        }
    }

    private static SSLContext load(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        String password = UUID.randomUUID().toString();
        keytool(file, password);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    /** The password goes by the environment: a command line can be read by everybody on the machine. */
    private static void keytool(Path file, String password) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=relaycheck-canary",
                "-alias",
                ALIAS,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                "STOREPASS");
        command.environment().put("STOREPASS", password);
        command.environment().remove("JAVA_TOOL_OPTIONS");
        run(command, file.resolveSibling("canary.txt"), SECONDS_TO_MAKE);
    }

    /** What it says goes into a file: to read it from the process would wait for its end without a limit. */
    static void run(ProcessBuilder command, Path words, int seconds) throws IOException, InterruptedException {
        Process process =
                command.redirectErrorStream(true).redirectOutput(words.toFile()).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("keytool did not end");
            }
            if (process.exitValue() != 0) {
                String said = new String(Files.readAllBytes(words), UTF_8).strip();
                throw new IOException("keytool made no certificate: " + said);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
