package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * @param patience  with the dial, and with all that is said after it: what drips for hours is no canary
 */
record DirectCheck(ProofKey key, String userAgent, Duration patience) {
    /** More than a canary says. */
    private static final int MOST_BYTES = 8_192;
    /** Letters of another server's first line that are shown. */
    private static final int SHOWN = 60;

    CanaryCheck ask(Nonce nonce, InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            Ear ear = new Ear(socket, System.nanoTime() + patience.toNanos());
            String heard = port == Client.SMTP_PORT ? ear.line() : "";
            socket.getOutputStream().write(question(nonce, address, port).getBytes(ISO_8859_1));
            return judged(nonce, address, port, heard + ear.rest());
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

    /**
     * Hears what the other side says, until a time of {@link System#nanoTime}.
     *
     * @param socket the connection
     * @param end    the time
     */
    private record Ear(Socket socket, long end) {
        /** A server that speaks first says one line before it is asked. */
        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            byte[] one = new byte[1];
            while (line.length() < MOST_BYTES && read(one, 0) > 0) {
                line.append((char) (one[0] & 0xff));
                if (one[0] == '\n') {
                    break;
                }
            }
            return line.toString();
        }

        /** All until the other side closes; one that does not has said all when its time is over. */
        String rest() throws IOException {
            byte[] bytes = new byte[MOST_BYTES];
            int length = 0;
            try {
                for (int count = 0; count >= 0 && length < bytes.length; length += Math.max(0, count)) {
                    count = read(bytes, length);
                }
            } catch (SocketTimeoutException e) {
                if (length == 0) {
                    throw e;
                }
            }
            return new String(bytes, 0, length, ISO_8859_1);
        }

        private int read(byte[] bytes, int from) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            socket.setSoTimeout((int) left);
            return socket.getInputStream().read(bytes, from, bytes.length - from);
        }
    }
}
