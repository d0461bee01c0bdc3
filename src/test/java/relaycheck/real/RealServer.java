package relaycheck.real;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import relaycheck.peer.FreePort;

/**
 * A server program that runs on a loopback address, from a configuration in a directory of its own.
 *
 * <p>The configuration may use {@code {address}}, {@code {port}} and {@code {dir}}.
 */
public final class RealServer implements AutoCloseable {
    /** Where a server listens if nothing else is said. */
    public static final String ADDRESS = "127.0.0.1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path dir;
    private final InetSocketAddress place;

    private RealServer(Process process, Path dir, InetSocketAddress place) {
        this.process = process;
        this.dir = dir;
        this.place = place;
    }

    /** Starts the program on this address and port and returns when it takes connections. */
    public static RealServer start(RealProgram program, String configuration, InetSocketAddress place) {
        return start(program, configuration, place, ImmutableMap.of());
    }

    static RealServer start(
            RealProgram program, String configuration, InetSocketAddress place, ImmutableMap<String, String> files) {
        if (answers(place)) {
            throw new IllegalStateException(place + ": another program listens there");
        }
        try {
            Path dir = Files.createTempDirectory("relaycheck-" + program.name());
            dir.toFile().setWritable(true, false);
            dir.toFile().setReadable(true, false);
            dir.toFile().setExecutable(true, false);
            Path file = dir.resolve(program.name() + ".conf");
            Files.writeString(file, filled(configuration, place.getHostString(), place.getPort(), dir), UTF_8);
            for (Map.Entry<String, String> more : files.entrySet()) {
                String text = filled(more.getValue(), place.getHostString(), place.getPort(), dir);
                Files.writeString(dir.resolve(more.getKey()), text, UTF_8);
            }
            Process process = new ProcessBuilder(program.command(dir, file))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("output").toFile())
                    .start();
            RealServer server = new RealServer(process, dir, place);
            server.awaitReady();
            return server;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** A port that nothing listens on, at this address or another one; each is given once. */
    public static InetSocketAddress freePlace(String address) {
        return new InetSocketAddress(address, FreePort.next());
    }

    /** The configuration with its placeholders replaced. */
    public static String filled(String configuration, String address, int port, Path dir) {
        return configuration
                .replace("{address}", address)
                .replace("{port}", Integer.toString(port))
                .replace("{dir}", dir.toString());
    }

    /** The port on which it listens. */
    public int port() {
        return place.getPort();
    }

    /** Whether the program runs still. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its directory: configuration, logs, output. */
    public Path dir() {
        return dir;
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return Files.readString(dir.resolve("output"), UTF_8);
    }

    /** Returns as soon as it holds, or the patience is over: a server writes its log in its own time. */
    public void await(BooleanSupplier holds) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < until && !exitedWithin(20)) {
            // once more
        }
    }

    /** Ends the program and its children, and removes the directory. */
    @Override
    public void close() {
        ImmutableList<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .collect(toImmutableList());
        all.forEach(ProcessHandle::destroy);
        if (!endedWithin(all, 3)) {
            all.forEach(ProcessHandle::destroyForcibly);
            endedWithin(all, 3);
        }
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // a dying child may have removed its file first
        }
    }

    /** All of them: a child may hold the port for longer than its parent lives. */
    private static boolean endedWithin(ImmutableList<ProcessHandle> all, int seconds) {
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    private void awaitReady() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(place)) {
            if (exitedWithin(20) || System.nanoTime() > until) {
                String output = output();
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

    private static boolean answers(InetSocketAddress place) {
        try (Socket socket = new Socket()) {
            socket.connect(place, 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
