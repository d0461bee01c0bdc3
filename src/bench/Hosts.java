import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Hosts to measure against: {@code java Hosts.java PORT web|silent|mixed}. One socket is a host at each loopback address, so it
 * belongs into a network namespace of its own.
 *
 * <p>{@code web} refuses every relay request as web servers do; {@code silent} takes connections and never answers; of {@code
 * mixed} the address's last byte tells: it answers, hangs, resets, or does one of the three in turns of two minutes.
 */
final class Hosts {
    private static final int TURN_MILLIS = 120_000;
    private static final byte[] PAGE = answer("200 OK", "x".repeat(200), "");
    private static final byte[] NOT_FOUND = answer("404 Not Found", "not found", "");
    private static final byte[] NOT_ALLOWED = answer("405 Method Not Allowed", "not allowed", "Connection: close\r\n");

    private final String kind;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);

    private Hosts(String kind, Selector selector) {
        this.kind = kind;
        this.selector = selector;
    }

    public static void main(String[] arguments) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(Integer.parseInt(arguments[0])), 4_096).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println("ready");
        Hosts hosts = new Hosts(arguments[1], selector);
        while (true) {
            selector.select(hosts::serve);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else {
                read(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.configureBlocking(false).register(selector, SelectionKey.OP_READ, behaviour(client));
        }
    }

    private Integer behaviour(SocketChannel client) throws IOException {
        if (!kind.equals("mixed")) {
            return kind.equals("web") ? 0 : 1;
        }
        int host = ((InetSocketAddress) client.getLocalAddress()).getAddress().getAddress()[3] & 3;
        return host < 3 ? host : (int) (System.currentTimeMillis() / TURN_MILLIS % 3);
    }

    private void read(SelectionKey key, SocketChannel client) throws IOException {
        buffer.clear();
        if (client.read(buffer) < 0) {
            close(key);
            return;
        }
        int behaviour = (Integer) key.attachment();
        if (behaviour == 2) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            close(key);
        } else if (behaviour == 0) {
            answer(key, client, ISO_8859_1.decode(buffer.flip()).toString());
        }
    }

    /** Requests are small and arrive whole on loopback; several may have come together. */
    private static void answer(SelectionKey key, SocketChannel client, String requests) throws IOException {
        int from = 0;
        for (int end = requests.indexOf("\r\n\r\n"); end >= 0; end = requests.indexOf("\r\n\r\n", from)) {
            byte[] answer = requests.startsWith("GET http", from)
                    ? NOT_FOUND
                    : requests.startsWith("GET /", from) || requests.startsWith("HEAD /", from) ? PAGE : NOT_ALLOWED;
            client.write(ByteBuffer.wrap(answer));
            if (answer == NOT_ALLOWED) {
                close(key);
                return;
            }
            from = end + 4;
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // it is gone
        }
    }

    private static byte[] answer(String status, String body, String more) {
        return ("HTTP/1.1 " + status + "\r\nServer: bench\r\nContent-Type: text/html\r\nContent-Length: " + body.length() + "\r\n"
                        + more + "\r\n" + body)
                .getBytes(ISO_8859_1);
    }
}
