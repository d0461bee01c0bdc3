package relaycheck.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One socket that is a host at every loopback address; the last byte of the address says what kind of host.
 *
 * <p>It listens on every address of the machine, since a prefix such as 127.0.0.0/8 cannot be bound, and one socket an address
 * would be thousands. Whoever comes from outside is not answered.
 */
final class ManyHosts implements AutoCloseable {
    private final AtomicLong connections = new AtomicLong();
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "many-hosts");
        thread.setDaemon(true);
        return thread;
    });

    private ManyHosts(ServerSocket server) {
        this.server = server;
    }

    static ManyHosts start() throws IOException {
        ManyHosts hosts = new ManyHosts(new ServerSocket(0, 1_000, InetAddress.getByName("0.0.0.0")));
        hosts.threads.execute(hosts::accept);
        return hosts;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many were accepted so far. */
    long connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (!client.getLocalAddress().isLoopbackAddress()) {
                    client.close();
                    continue;
                }
                connections.incrementAndGet();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            client.setSoTimeout(20_000);
            String request = in.readLine();
            for (String line = request; line != null && !line.isEmpty(); line = in.readLine()) {
                // the head's end is all that matters
            }
            if (request != null) {
                client.getOutputStream()
                        .write(answer(client.getLocalAddress(), request).getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // the scanner was killed, or hung up
        }
    }

    private static String answer(InetAddress host, String request) throws IOException {
        boolean connect = request.startsWith("CONNECT ");
        return switch (Math.floorMod(host.getAddress()[3], 4)) {
            case 0 -> !connect && request.startsWith("GET http:") ? relayed(request) : plain("405 Method Not Allowed");
            case 1 -> plain("407 Proxy Authentication Required");
            case 2 -> plain(connect ? "405 Method Not Allowed" : "200 OK");
            default -> plain("403 Forbidden");
        };
    }

    private static String plain(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    }

    private static String relayed(String request) throws IOException {
        URI uri = URI.create(request.split(" ")[1]);
        InetAddress address = InetAddress.getByName(uri.getHost());
        if (!address.isLoopbackAddress()) {
            return plain("403 Forbidden");
        }
        try (Socket origin = new Socket(address, uri.getPort() < 0 ? 80 : uri.getPort())) {
            String get = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            origin.setSoTimeout(5_000);
            origin.getOutputStream().write(get.getBytes(ISO_8859_1));
            return new String(origin.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return plain("502 Bad Gateway");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
