package relaycheck.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import relaycheck.real.RealServer;

/**
 * A server that runs.
 *
 * @param answered whether it said anything to a plain request when all had started
 */
record LabServer(RealServer server, InetSocketAddress place, boolean answered) implements AutoCloseable {
    private static final int PATIENCE_MS = 3_000;

    static LabServer start(LabCase filled, InetSocketAddress place) {
        RealServer server = RealServer.start(filled.program(), filled.configuration(), place);
        return new LabServer(server, place, false);
    }

    /** The same, with what it does now to compare with later. */
    LabServer observed() {
        return new LabServer(server, place, answers(place));
    }

    /** Whether it runs, takes connections, and answers if it did so at first. */
    boolean isAsBefore() {
        return server.isAlive() && answers(place) == answered;
    }

    @Override
    public void close() {
        server.close();
    }

    /** In HTTP/1.1 without Host: nothing that a server which routes on Host could ask itself for. */
    private static boolean answers(InetSocketAddress place) {
        try (Socket socket = new Socket()) {
            socket.connect(place, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1));
            return socket.getInputStream().read() >= 0;
        } catch (IOException closedOrSilent) {
            return false;
        }
    }
}
