package relaycheck.peer;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS for scripted peers, with the certificate that WireMock brings along. */
final class PeerTls {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final SSLContext CONTEXT = context();

    private PeerTls() {}

    /** Shakes hands as the server. */
    static Socket over(Socket plain) throws IOException {
        SSLSocket tls = (SSLSocket) CONTEXT.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return tls;
    }

    private static SSLContext context() {
        try (InputStream bytes = WireMockServer.class.getResourceAsStream("/keystore")) {
            KeyStore keys = KeyStore.getInstance("JKS");
            keys.load(bytes, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
