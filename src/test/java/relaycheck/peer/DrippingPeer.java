package relaycheck.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A peer that says something at once, and then a byte of nought now and then until nobody listens any more. */
public final class DrippingPeer implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

    /** Takes one connection, and begins with these bytes. */
    public DrippingPeer(String first) throws IOException {
        thread.execute(() -> {
            try {
                Socket client = server.accept();
                client.getOutputStream().write(first.getBytes(ISO_8859_1));
                thread.scheduleAtFixedRate(() -> drip(client), 0, 20, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                thread.shutdown();
            }
        });
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        server.close();
    }

    private void drip(Socket client) {
        try {
            client.getOutputStream().write(0);
        } catch (IOException e) {
            thread.shutdown();
        }
    }
}
