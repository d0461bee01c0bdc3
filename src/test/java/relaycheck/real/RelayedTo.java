package relaycheck.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.UUID;

/** A destination on loopback that tells whether a request to a server was carried to it. */
public final class RelayedTo implements AutoCloseable {
    /** Not the servers' own address, so that "itself" and "elsewhere" differ. */
    private static final String ADDRESS = "127.77.0.1";

    private static final int PATIENCE_MS = 5_000;

    private final ServerSocket listener;
    private final String proof = UUID.randomUUID().toString();

    private RelayedTo(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on the port; 0 takes a free one. */
    public static RelayedTo port(int port) throws IOException {
        RelayedTo destination = new RelayedTo(new ServerSocket(port, 20, InetAddress.getByName(ADDRESS)));
        daemon(destination::answer, "destination");
        return destination;
    }

    /** Its address and port, as they stand in a request-target. */
    public String authority() {
        return ADDRESS + ":" + listener.getLocalPort();
    }

    /** Its port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Whether an absolute-form GET to the server is carried here. */
    public boolean byGet(int serverPort) throws IOException {
        return byGet(serverPort, "http://" + authority() + "/x", authority());
    }

    /** Whether any plain request is: who is turned away with GET tries another method. */
    public boolean byPlainRequest(int serverPort) throws IOException {
        return byGet(serverPort) || byBody(serverPort, "POST") || byBody(serverPort, "PUT");
    }

    private boolean byBody(int serverPort, String method) throws IOException {
        String head = method + " http://" + authority() + "/x HTTP/1.1\r\nHost: " + authority();
        return answer(serverPort, head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "");
    }

    /** The same with a request-target and a Host of one's own. */
    public boolean byGet(int serverPort, String target, String host) throws IOException {
        return answer(serverPort, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "");
    }

    /** Whether a CONNECT to the server leads here. */
    public boolean byConnect(int serverPort) throws IOException {
        return answer(
                serverPort, "CONNECT " + authority() + " HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n", request());
    }

    /** Whether a SOCKS 5 server leads here without a login. */
    public boolean bySocks(int serverPort) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(RealServer.ADDRESS, serverPort), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(new byte[] {5, 1, 0});
            byte[] method = socket.getInputStream().readNBytes(2);
            if (method.length < 2 || method[1] != 0) {
                return false;
            }
            ByteBuffer connect = ByteBuffer.allocate(10).put(new byte[] {5, 1, 0, 1});
            connect.put(listener.getInetAddress().getAddress()).putShort((short) port());
            socket.getOutputStream().write(connect.array());
            byte[] reply = socket.getInputStream().readNBytes(10);
            if (reply.length < 10 || reply[1] != 0) {
                return false;
            }
            socket.getOutputStream().write(request().getBytes(ISO_8859_1));
            return carriesProof(socket);
        } catch (IOException closedOrSilent) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private String request() {
        return "GET /x HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n";
    }

    private boolean carriesProof(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(65_536), ISO_8859_1).contains(proof);
    }

    private boolean answer(int serverPort, String first, String inTunnel) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(RealServer.ADDRESS, serverPort), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(first.getBytes(ISO_8859_1));
            String head = inTunnel.isEmpty() ? "" : head(socket.getInputStream());
            if (!inTunnel.isEmpty() && head.matches("(?s)HTTP/1\\.[01] 2.*")) {
                socket.getOutputStream().write(inTunnel.getBytes(ISO_8859_1));
            } else if (!inTunnel.isEmpty()) {
                return head.contains(proof);
            }
            return carriesProof(socket);
        } catch (IOException closedOrSilent) {
            return false;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            text.append((char) b);
            if (text.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return text.toString();
    }

    private void answer() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> answer(socket), "answer");
            } catch (IOException closed) {
                // the next one, or the end
            }
        }
    }

    /** A CONNECT that arrives as a request was passed on by a gateway: no tunnel. */
    private void answer(Socket connection) {
        try (Socket socket = connection) {
            socket.setSoTimeout(PATIENCE_MS);
            boolean passedOn = head(socket.getInputStream()).startsWith("CONNECT ");
            String answer = passedOn
                    ? "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Length: 36\r\nConnection: close\r\n\r\n" + proof;
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException gone) {
            // whoever asked sees it
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
