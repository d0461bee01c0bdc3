package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;

/** The direct question to a canary's mail port. */
final class CanaryOverSmtp {
    /** More than greeting and answer of any mail server's first two lines. */
    private static final int MOST_BYTES = 4_096;

    private CanaryOverSmtp() {}

    static CanaryCheck check(ProofKey key, Nonce nonce, InetAddress address, int port, Duration patience) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(ByteStreams.limit(socket.getInputStream(), MOST_BYTES), ISO_8859_1));
            String greeting = in.readLine();
            socket.getOutputStream().write(("EHLO " + nonce + "\r\nQUIT\r\n").getBytes(ISO_8859_1));
            String answer = greeting + "\n" + in.readLine();
            Optional<Proof> proof = ProofSearch.of(key, nonce, ImmutableSet.of(port))
                    .heard(answer)
                    .found();
            String why = proof.isPresent() ? "the canary answers, with our key" : "answers, but not with the proof";
            return new CanaryCheck(address, port, proof, ImmutableList.of(), why);
        } catch (IOException e) {
            return new CanaryCheck(address, port, Optional.empty(), ImmutableList.of(), "no answer: " + e.getMessage());
        }
    }
}
