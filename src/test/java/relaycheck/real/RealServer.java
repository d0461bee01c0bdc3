package relaycheck.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server program that runs on a free port of 127.0.0.1, from a configuration in a directory of its own.
 *
 * <p>The configuration may use {@code {address}}, {@code {port}} and {@code {dir}}.
 */
public final class RealServer implements AutoCloseable {
    /** Where every server listens. */
    public static final String ADDRESS = "127.0.0.1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path dir;
    private final int port;

    private RealServer(Process process, Path dir, int port) {
        this.process = process;
        this.dir = dir;
        this.port = port;
    }

    /** Starts the program and returns when its port takes connections. */
    public static RealServer start(RealProgram program, String configuration) {
        try {
            Path dir = Files.createTempDirectory("relaycheck-" + program.name());
            dir.toFile().setWritable(true, false);
            dir.toFile().setReadable(true, false);
            dir.toFile().setExecutable(true, false);
            int port = freePort();
            Path file = dir.resolve(program.name() + ".conf");
            Files.writeString(file, filled(configuration, ADDRESS, port, dir), UTF_8);
            Process process = new ProcessBuilder(program.command(dir, file))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("output").toFile())
                    .start();
            RealServer server = new RealServer(process, dir, port);
            server.awaitReady();
            return server;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The configuration with its placeholders replaced. */
    public static String filled(String configuration, String address, int port, Path dir) {
        return configuration
                .replace("{address}", address)
                .replace("{port}", Integer.toString(port))
                .replace("{dir}", dir.toString());
    }

    /** The port on which it listens, on {@link #ADDRESS}. */
    public int port() {
        return port;
    }

    /** Its directory: configuration, logs, output. */
    public Path dir() {
        return dir;
    }

    /** Ends the program and its children, and removes the directory. */
    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(dir)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // a dying child may have removed its file first
        }
    }

    private void awaitReady() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (exitedWithin(20) || System.nanoTime() > until) {
                String output = Files.readString(dir.resolve("output"), UTF_8);
                close();
                throw new IllegalStateException("did not start: " + output);
            }
        }
    }

    private boolean exitedWithin(int milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }
}
