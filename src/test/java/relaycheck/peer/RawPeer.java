package relaycheck.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what its script says, then closes it. */
public final class RawPeer implements AutoCloseable {
    private static final int MOST_REQUEST_BYTES = 65_536;

    private final ImmutableList<PeerStep> script;
    private final AtomicInteger served = new AtomicInteger();
    private final LoopbackServer server;

    private RawPeer(ImmutableList<PeerStep> script) {
        this.script = script;
        this.server = LoopbackServer.start(this::serve);
    }

    /** Starts one. */
    public static RawPeer of(PeerStep... script) {
        return new RawPeer(ImmutableList.copyOf(script));
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** How many connections it has taken. */
    public int served() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket plain) throws IOException {
        served.incrementAndGet();
        Socket client = plain;
        String read = "";
        for (PeerStep step : script) {
            read = step instanceof PeerStep.Expect ? head(client.getInputStream()) : read;
            client = step instanceof PeerStep.StartTls ? PeerTls.over(plain) : client;
            act(step, client, read);
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
}
