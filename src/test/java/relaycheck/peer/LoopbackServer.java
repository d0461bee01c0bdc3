package relaycheck.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Takes connections on loopback, each in a thread of its own, until it is closed. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Service service;

    /** What is done with a connection, which is closed then; that the other side is gone ends it. */
    interface Service {
        void serve(Socket client) throws IOException;
    }

    private LoopbackServer(ServerSocket socket, Service service) {
        this.socket = socket;
        this.service = service;
    }

    static LoopbackServer start(Service service) {
        try {
            LoopbackServer server = new LoopbackServer(new ServerSocket(0, 50, address()), service);
            daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress address() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private void serve(Socket client) {
        try (client) {
            service.serve(client);
        } catch (IOException e) {
            // the other side is gone
        }
    }
}
