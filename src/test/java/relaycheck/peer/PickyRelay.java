package relaycheck.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A relay on loopback that carries what its taste in request lines lets pass, one request a connection; the rest gets a 403,
 * and what is not HTTP nothing.
 *
 * <p>Every destination is one of 127.0.0.1, so no name is ever looked up.
 */
public final class PickyRelay implements AutoCloseable {
    private static final String REFUSED =
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\nConnection: close\r\n\r\nForbidden";
    private static final int PATIENCE_MS = 20_000;

    private final LoopbackServer server;

    private PickyRelay(LoopbackServer server) {
        this.server = server;
    }

    /** Starts one. */
    public static PickyRelay of(Predicate<String> taste) {
        return new PickyRelay(LoopbackServer.start(client -> serve(client, taste)));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void serve(Socket client, Predicate<String> taste) throws IOException {
        client.setSoTimeout(PATIENCE_MS);
        String line = RawPeer.head(client.getInputStream()).lines().findFirst().orElse("");
        Optional<HostAndPort> to = taste.test(line) ? destination(line) : Optional.empty();
        if (to.isPresent()) {
            carry(line, to.get(), client);
        } else {
            say(client, REFUSED);
        }
    }

    private static void carry(String line, HostAndPort to, Socket client) throws IOException {
        List<String> words = Splitter.on(' ').splitToList(line);
        try (Socket origin = new Socket(LoopbackServer.address(), to.getPort())) {
            origin.setSoTimeout(PATIENCE_MS);
            if (words.get(0).equals("CONNECT")) {
                say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                LoopbackServer.daemon(() -> pump(origin, client));
                client.getInputStream().transferTo(origin.getOutputStream());
            } else {
                String path = URI.create(words.get(1)).getRawPath();
                say(origin, words.get(0) + " " + path + " HTTP/1.1\r\nHost: " + to + "\r\nConnection: close\r\n\r\n");
                origin.getInputStream().transferTo(client.getOutputStream());
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of the two ended the tunnel
        }
    }

    /** What a line in absolute-form or authority-form names. */
    private static Optional<HostAndPort> destination(String line) {
        List<String> words = Splitter.on(' ').splitToList(line);
        if (words.get(0).equals("CONNECT")) {
            return Optional.of(HostAndPort.fromString(words.get(1)));
        }
        return words.get(1).startsWith("http://")
                ? Optional.of(HostAndPort.fromString(URI.create(words.get(1)).getAuthority())
                        .withDefaultPort(80))
                : Optional.empty();
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
