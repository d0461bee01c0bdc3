package relaycheck.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an open proxy does: carries requests and tunnels for whoever asks.
 *
 * @param mayDial where it may go; it goes nowhere else, whoever asks
 * @param tunnels which ports it tunnels to
 * @param gets    whether it carries absolute-form requests
 * @param oneWay  whether it keeps the answer of those to itself
 */
record Relaying(
        Predicate<InetSocketAddress> mayDial, Predicate<InetSocketAddress> tunnels, boolean gets, boolean oneWay)
        implements DemoHost.Manners {
    /** A loopback address answers at once or not at all. */
    private static final int DIAL_MILLIS = 2_000;

    private static final int BUFFER = 8 * 1024;

    @Override
    public void serve(Socket client) throws IOException {
        Optional<DemoRequest> request = DemoRequest.read(client.getInputStream());
        while (request.isPresent() && !relays(request.get(), client)) {
            say(client.getOutputStream(), refusal(request.get()));
            request = DemoRequest.read(client.getInputStream());
        }
    }

    /** Relays what it is there for, after which the connection has served. */
    private boolean relays(DemoRequest request, Socket client) throws IOException {
        Optional<InetSocketAddress> to = request.destination();
        boolean tunnel = request.isConnect() && to.filter(tunnels).isPresent();
        boolean get = request.isAbsolute() && gets && to.isPresent();
        if (tunnel) {
            tunnel(client, client.getOutputStream(), to.get());
        } else if (get) {
            carry(request, client.getOutputStream(), to.get());
        }
        return tunnel || get;
    }

    /** A proxy for CONNECT alone forbids the other ports, as httpd does; what knows no CONNECT has no such method. */
    private String refusal(DemoRequest request) {
        if (request.isConnect() && !gets) {
            return CannedAnswer.FORBIDDEN;
        }
        return request.isConnect() || request.isAbsolute() ? CannedAnswer.METHOD_NOT_ALLOWED : CannedAnswer.PAGE;
    }

    private void tunnel(Socket client, OutputStream out, InetSocketAddress to) throws IOException {
        try (Socket server = dial(to)) {
            say(out, CannedAnswer.ESTABLISHED);
            Thread back = DemoHost.daemon(() -> pump(server, client));
            back.start();
            copy(client.getInputStream(), server.getOutputStream());
            server.shutdownOutput();
            back.join();
        } catch (RefusedException e) {
            say(out, CannedAnswer.BAD_GATEWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(DemoRequest request, OutputStream out, InetSocketAddress to) throws IOException {
        try (Socket server = dial(to)) {
            say(server.getOutputStream(), request.forwarded());
            copy(server.getInputStream(), oneWay ? OutputStream.nullOutputStream() : out);
            say(out, oneWay ? CannedAnswer.PAGE : "");
        } catch (RefusedException e) {
            say(out, CannedAnswer.BAD_GATEWAY);
        }
    }

    private Socket dial(InetSocketAddress to) throws RefusedException {
        if (!mayDial.test(to)) {
            throw new RefusedException();
        }
        Socket server = new Socket();
        try {
            server.connect(to, DIAL_MILLIS);
            server.setSoTimeout(DemoHost.SILENCE_MILLIS);
            return server;
        } catch (IOException e) {
            DemoHost.quietly(server);
            throw new RefusedException();
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // one of the two ended the tunnel
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** The destination could not be reached, or may not be. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
