package relaycheck.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what its script says, then closes it. */
public final class RawPeer implements AutoCloseable {
    private static final int MOST_REQUEST_BYTES = 65_536;

    private final ServerSocket socket;
    private final ImmutableList<PeerStep> script;
    private final AtomicInteger served = new AtomicInteger();

    private RawPeer(ServerSocket socket, ImmutableList<PeerStep> script) {
        this.socket = socket;
        this.script = script;
    }

    /** Starts one. */
    public static RawPeer of(PeerStep... script) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            RawPeer peer = new RawPeer(socket, ImmutableList.copyOf(script));
            daemon(peer::accept);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How many connections it has taken. */
    public int served() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                served.incrementAndGet();
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            Socket client = plain;
            String read = "";
            for (PeerStep step : script) {
                read = step instanceof PeerStep.Expect ? head(client.getInputStream()) : read;
                client = step instanceof PeerStep.StartTls ? PeerTls.over(plain) : client;
                act(step, client, read);
            }
        } catch (IOException e) {
            // the other side is gone, which ends the script
        }
    }

    private static void act(PeerStep step, Socket client, String read) throws IOException {
        if (step instanceof PeerStep.Say say) {
            client.getOutputStream().write(say.text().getBytes(ISO_8859_1));
        } else if (step instanceof PeerStep.Repeat repeat) {
            for (int i = 0; i < repeat.times(); i++) {
                client.getOutputStream().write(repeat.text().getBytes(ISO_8859_1));
            }
        } else if (step instanceof PeerStep.Echo) {
            client.getOutputStream().write(read.getBytes(ISO_8859_1));
        } else if (step instanceof PeerStep.Stall) {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } else if (step instanceof PeerStep.Await) {
            int most = client.getInputStream().read(new byte[MOST_REQUEST_BYTES]);
            if (most < 0) {
                throw new EOFException();
            }
        } else if (step instanceof PeerStep.Do act) {
            act.what().run();
        } else if (step instanceof PeerStep.Reset) {
            client.setSoLinger(true, 0);
        }
    }

    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int c = in.read();
        while (c >= 0 && head.length() < MOST_REQUEST_BYTES) {
            head.append((char) c);
            if (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                break;
            }
            c = in.read();
        }
        return head.toString();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-peer");
        thread.setDaemon(true);
        thread.start();
    }
}
