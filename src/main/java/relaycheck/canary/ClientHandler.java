package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: moves bytes between its socket and its conversation, on the canary's I/O thread.
 *
 * <p>Nothing may leave a callback but by return: the reactor would end with it.
 */
final class ClientHandler implements IOEventHandler {
    /** The first byte of a TLS record that holds a handshake (RFC 8446 §5.1). */
    private static final byte TLS_HANDSHAKE = 0x16;

    private final IOSession session;
    private final Shared shared;
    private final long born = System.nanoTime();
    private final InetSocketAddress source;
    private Client client;
    private Conversation conversation;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private boolean first = true;
    private boolean lingering;
    private @Nullable ByteBuffer hello;
    private @Nullable CompletableFuture<SSLContext> certificate;
    private @Nullable TlsLayer tls;

    /**
     * What all connections share.
     *
     * @param talks    how the canary talks
     * @param arrivals who came
     * @param limits   what a client may take
     * @param clients  who is connected
     * @param tls      the certificate
     * @param buffer   for reading, on the one thread
     */
    record Shared(
            Conversation.Talks talks,
            Arrivals arrivals,
            Limits limits,
            Clients clients,
            SelfSigned tls,
            ByteBuffer buffer) {}

    ClientHandler(IOSession session, Shared shared) {
        this.session = session;
        this.shared = shared;
        source = (InetSocketAddress) session.getRemoteAddress();
        int port = ((InetSocketAddress) session.getLocalAddress()).getPort();
        client = new Client(source.getAddress(), source.getPort(), port, false);
        conversation = new Conversation(client, shared.talks(), shared.limits());
    }

    /** Ends the connection at once. */
    void drop() {
        left();
        session.close(CloseMode.IMMEDIATE);
    }

    private void left() {
        shared.clients().left(this, source.getAddress());
        shared.arrivals().closed(source);
    }

    @Override
    public void connected(IOSession session) {
        guarded(() -> {
            if (!shared.clients().admit(this, source.getAddress())) {
                drop();
                return;
            }
            shared.arrivals().opened(source);
            if (client.expectsGreeting()) {
                later(shared.limits().patience(), () -> session.setEvent(SelectionKey.OP_WRITE));
            }
        });
    }

    @Override
    public void inputReady(IOSession session, @Nullable ByteBuffer ignored) {
        guarded(this::read);
    }

    @Override
    public void outputReady(IOSession session) {
        guarded(() -> {
            if (hello != null && certificate != null && certificate.isDone()) {
                startTls(hello, certificate);
            }
            if (hasWaited()) {
                conversation.greet();
            }
            write();
        });
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) {
        drop();
    }

    @Override
    public void exception(IOSession session, Exception cause) {
        drop();
    }

    @Override
    public void disconnected(IOSession session) {
        left();
    }

    private interface Callback {
        void run() throws IOException;
    }

    /** A peer can do nothing that is more than the end of its connection. */
    private void guarded(Callback callback) {
        try {
            callback.run();
            limitTime();
        } catch (IOException | RuntimeException | Error e) {
            drop();
        }
    }

    /**
     * A client that speaks first is no mail client. A relay that was asked in HTTP for the mail port is one, and some
     * (those that look for unasked bytes before they send) give up at a greeting, and the request is lost with them.
     */
    private boolean hasWaited() {
        return System.nanoTime() - born >= shared.limits().patience().toNanos();
    }

    private static void later(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(action);
    }

    private void read() throws IOException {
        ByteBuffer buffer = shared.buffer().clear();
        int count = session.read(buffer);
        buffer.flip();
        if (lingering) {
            if (count < 0) {
                drop();
            }
        } else if (count < 0) {
            conversation.ended();
            write();
        } else if (count > 0) {
            take(buffer);
        }
    }

    private void take(ByteBuffer received) throws IOException {
        boolean isHello = first && received.get(0) == TLS_HANDSHAKE && !client.expectsGreeting();
        first = false;
        shared.arrivals().heardOf(source);
        if (isHello) {
            awaitCertificate(received);
        } else {
            hear(received);
            write();
        }
    }

    /** Until the certificate is there nothing more is read; then the hello is taken up where it was left. */
    private void awaitCertificate(ByteBuffer received) {
        hello = ByteBuffer.allocate(received.remaining()).put(received).flip();
        session.clearEvent(SelectionKey.OP_READ);
        certificate = shared.tls().context();
        certificate.whenComplete((context, failure) -> session.setEvent(SelectionKey.OP_WRITE));
    }

    private void startTls(ByteBuffer hello, CompletableFuture<SSLContext> certificate) throws IOException {
        this.hello = null;
        tls = new TlsLayer(certificate.join());
        client = client.overTls();
        conversation = new Conversation(client, shared.talks(), shared.limits());
        session.setEvent(SelectionKey.OP_READ);
        hear(hello);
    }

    private void hear(ByteBuffer received) throws IOException {
        ByteBuffer said = tls == null ? received : ByteBuffer.wrap(tls.decrypt(received));
        conversation.heard(ISO_8859_1.decode(said).toString());
    }

    private void write() throws IOException {
        if (lingering) {
            // the time for a greeting comes to whoever was answered before it as well
            nothingIsLeft();
            return;
        }
        byte[] words = conversation.takeOutput().getBytes(ISO_8859_1);
        if (tls != null) {
            tls.encrypt(words);
            if (conversation.isOver()) {
                tls.end();
            }
            words = tls.takeToSend();
        }
        unsent = ByteBuffer.allocate(unsent.remaining() + words.length)
                .put(unsent)
                .put(words)
                .flip();
        session.write(unsent);
        if (unsent.hasRemaining()) {
            session.setEvent(SelectionKey.OP_WRITE);
        } else {
            nothingIsLeft();
            finishIfOver();
        }
    }

    /** A socket can nearly always be written to: to be told of it with nothing to say would keep the thread busy. */
    private void nothingIsLeft() {
        if ((session.getEventMask() & SelectionKey.OP_WRITE) != 0) {
            session.clearEvent(SelectionKey.OP_WRITE);
        }
    }

    /** Closing with unread bytes would reset the connection and take the answer with it: wait for the client to close. */
    private void finishIfOver() throws IOException {
        if (conversation.isOver() && session.channel() instanceof SocketChannel socket) {
            socket.shutdownOutput();
            lingering = true;
        }
    }

    /** A client that never falls silent is not timed out by the reactor. */
    private void limitTime() {
        long left = shared.limits().life().minusNanos(System.nanoTime() - born).toMillis();
        Duration quiet = lingering ? shared.limits().linger() : shared.limits().idle();
        if (left <= 0) {
            drop();
        } else {
            session.setSocketTimeout(Timeout.ofMilliseconds(Math.min(left, quiet.toMillis())));
        }
    }
}
