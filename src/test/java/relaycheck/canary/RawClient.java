package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that says exactly what a test tells it to. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawClient(InetSocketAddress place) throws IOException {
        socket = new Socket();
        socket.connect(place, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    /** The same over TLS, with whatever certificate. */
    RawClient overTls() throws IOException, GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustsAll()}, null);
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.startHandshake();
        return new RawClient(secure);
    }

    int port() {
        return socket.getLocalPort();
    }

    RawClient say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    RawClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** What comes until it ends in this. */
    String hearUntil(String end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        int b = socket.getInputStream().read();
        while (b >= 0) {
            heard.write(b);
            if (heard.toString(ISO_8859_1).endsWith(end)) {
                break;
            }
            b = socket.getInputStream().read();
        }
        return heard.toString(ISO_8859_1);
    }

    /** All that comes until the other side closes. */
    String hearAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
