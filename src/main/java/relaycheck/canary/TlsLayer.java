package relaycheck.canary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The server's side of TLS without a socket: bytes in, bytes out.
 *
 * <p>HttpCore's own layer reads the socket itself, so it cannot begin with a hello that was already read to tell it from
 * plain text.
 */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ByteArrayOutputStream toSend = new ByteArrayOutputStream();
    private ByteBuffer undecrypted = NOTHING;

    TlsLayer(SSLContext context) {
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
    }

    /** What is to be written to the socket; taken once. */
    byte[] takeToSend() {
        byte[] bytes = toSend.toByteArray();
        toSend.reset();
        return bytes;
    }

    /** Takes what the socket received and returns what the client said in it. */
    byte[] decrypt(ByteBuffer received) throws SSLException {
        undecrypted = ByteBuffer.allocate(undecrypted.remaining() + received.remaining())
                .put(undecrypted)
                .put(received)
                .flip();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING);
                default -> unwrap(plain);
            };
        }
        return plain.toByteArray();
    }

    /** Makes the canary's words ready to be sent. */
    void encrypt(byte[] plain) throws SSLException {
        ByteBuffer rest = ByteBuffer.wrap(plain);
        while (rest.hasRemaining() && wrap(rest)) {
            // one record at a time
        }
    }

    /** Tells the client that nothing more comes. */
    void end() throws SSLException {
        engine.closeOutbound();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(NOTHING)) {
            // until the alert is out
        }
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean wrap(ByteBuffer plain) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(plain, record);
        toSend.write(record.array(), 0, record.position());
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    /** Decrypts one record; false when more bytes are needed or none will come. */
    private boolean unwrap(ByteArrayOutputStream plain) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(undecrypted, record);
        plain.write(record.array(), 0, record.position());
        boolean moved = result.bytesConsumed() > 0 || engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
        return result.getStatus() == SSLEngineResult.Status.OK && moved;
    }
}
