package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import relaycheck.http.HostPort;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;

/**
 * The question to one port of a canary whether it has our key, on a socket of its own.
 *
 * <p>Every scan begins with it, and a mail port must be asked in SMTP anyway; an HTTP client would take a tenth of a second to
 * load for it.
 *
 * @param key       ours
 * @param userAgent who asks
 * @param patience  with the dial, and with each silence
 */
record DirectCheck(ProofKey key, String userAgent, Duration patience) {
    /** More than a canary says. */
    private static final int MOST_BYTES = 8_192;
    /** Letters of another server's first line that are shown. */
    private static final int SHOWN = 60;

    CanaryCheck ask(Nonce nonce, InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            String heard = port == Client.SMTP_PORT ? line(socket.getInputStream()) : "";
            socket.getOutputStream().write(question(nonce, address, port).getBytes(ISO_8859_1));
            return judged(nonce, address, port, heard + rest(socket.getInputStream()));
        } catch (IOException e) {
            return new CanaryCheck(address, port, Optional.empty(), ImmutableList.of(), "no answer: " + e.getMessage());
        }
    }

    private String question(Nonce nonce, InetAddress address, int port) {
        return port == Client.SMTP_PORT
                ? "EHLO " + nonce + "\r\nQUIT\r\n"
                : "GET " + nonce.path() + " HTTP/1.1\r\nHost: " + HostPort.of(address, port) + "\r\nUser-Agent: "
                        + userAgent + "\r\nConnection: close\r\n\r\n";
    }

    private CanaryCheck judged(Nonce nonce, InetAddress address, int port, String heard) {
        Optional<Proof> proof =
                ProofSearch.of(key, nonce, ImmutableSet.of(port)).heard(heard).found();
        String first = heard.lines().findFirst().orElse("nothing");
        String why = proof.isPresent()
                ? CanaryCheck.PROVEN
                : "not the proof, but " + first.substring(0, Math.min(SHOWN, first.length()))
                        + ": another server, or another key";
        return new CanaryCheck(address, port, proof, ImmutableList.of(), why);
    }

    /** A server that speaks first says one line before it is asked. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && line.length() < MOST_BYTES; b = in.read()) {
            line.append((char) b);
            if (b == '\n') {
                break;
            }
        }
        return line.toString();
    }

    /** All until the other side closes; one that does not has said all when it falls silent. */
    private static String rest(InputStream in) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int length = 0;
        try {
            for (int count = 0; count >= 0 && length < bytes.length; length += Math.max(0, count)) {
                count = in.read(bytes, length, bytes.length - length);
            }
        } catch (SocketTimeoutException e) {
            if (length == 0) {
                throw e;
            }
        }
        return new String(bytes, 0, length, ISO_8859_1);
    }
}
