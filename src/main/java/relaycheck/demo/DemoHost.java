package relaycheck.demo;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One host of the demonstration, on a loopback address and a port of its own.
 *
 * <p>A thread a connection: it has few, and it must be plain what it does.
 */
public final class DemoHost implements AutoCloseable {
    /** Connections at a time; more wait in the backlog. */
    private static final int CONNECTIONS = 64;
    /** Of silence, after which a connection ends: longer than a scan waits. */
    static final int SILENCE_MILLIS = 20_000;

    private final String name;
    private final String expected;
    private final ServerSocket listener;
    private final Manners manners;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final Thread acceptor = daemon(this::accept);

    /** What a host does with a connection. */
    @FunctionalInterface
    interface Manners {
        void serve(Socket client) throws IOException;
    }

    private DemoHost(String name, String expected, ServerSocket listener, Manners manners) {
        this.name = name;
        this.expected = expected;
        this.listener = listener;
        this.manners = manners;
    }

    static DemoHost start(String name, String expected, InetAddress address, Manners manners) {
        try {
            DemoHost host = new DemoHost(name, expected, listen(address), manners);
            host.acceptor.start();
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address.getHostAddress(), e);
        }
    }

    /** What it is, for people. */
    public String name() {
        return name;
    }

    /** The name of the verdict that a scan must reach. */
    public String expected() {
        return expected;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() {
        quietly(listener);
        acceptor.interrupt();
        open.forEach(DemoHost::quietly);
    }

    @Override
    public String toString() {
        return name + " on "
                + HostAndPort.fromParts(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    }

    static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is of no more use, closed or not
        }
    }

    /** Not every system has all of 127.0.0.0/8. */
    private static ServerSocket listen(InetAddress address) throws IOException {
        try {
            return new ServerSocket(0, CONNECTIONS, address);
        } catch (BindException e) {
            return new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                free.acquire();
                Socket client = listener.accept();
                open.add(client);
                daemon(() -> serve(client)).start();
            }
        } catch (IOException e) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(SILENCE_MILLIS);
            client.setTcpNoDelay(true);
            manners.serve(client);
        } catch (IOException e) {
            // the client went away
        } finally {
            open.remove(client);
            free.release();
        }
    }
}
