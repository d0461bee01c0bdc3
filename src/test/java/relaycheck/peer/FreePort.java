package relaycheck.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nothing listens on, for a program that is yet to start or for a dial that is to be refused.
 *
 * <p>A port that the system gives out and takes back may be given to the next one who asks, a client's connection as well
 * as a server, before the one it was meant for listens. So these lie below those that the system gives out (from 32768
 * on, as Linux ships), and each is given once.
 */
public final class FreePort {
    private static final int FIRST = 12_000;
    private static final int MANY = 20_000;
    /** Two of these processes begin at different ports. */
    private static final AtomicInteger given =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % MANY));

    private FreePort() {}

    /** One that is free on every address of this machine. */
    public static int next() {
        for (int tries = 0; tries < MANY; tries++) {
            int port = FIRST + Math.floorMod(given.getAndIncrement(), MANY);
            if (isFree(port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("no port of " + FIRST + " to " + (FIRST + MANY) + " is free"));
    }

    /** By a socket that does not listen: a process that is being started inherits it for a moment, and would take connections. */
    private static boolean isFree(int port) {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
