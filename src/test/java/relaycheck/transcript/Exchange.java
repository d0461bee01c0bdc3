package relaycheck.transcript;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.product.Words;

/**
 * One request and what came back.
 *
 * @param transcript where it stands
 * @param id         the probe, for example {@code connect-25}
 * @param port       the endpoint's port that was asked
 * @param nonce      the nonce it carried, or the empty text
 * @param truth      what was true
 * @param request    the bytes sent
 * @param answer     the bytes received outside the tunnel
 * @param events     how the answer ended, for example {@code complete after 3 ms}, {@code then closed}
 * @param tunnel     what went through the tunnel, where the answer made one
 */
public record Exchange(
        String transcript,
        String id,
        int port,
        String nonce,
        Truth truth,
        Chunk request,
        Chunk answer,
        ImmutableList<String> events,
        Optional<Tunnel> tunnel) {

    /**
     * What went through a tunnel; of TLS the decrypted bytes.
     *
     * @param opening {@code tunnel}, or how TLS went in it
     * @param sent    the bytes sent
     * @param greeted the bytes received before the first were sent
     * @param received all bytes received
     * @param events  how it ended, for example {@code tunnel left open}
     */
    public record Tunnel(String opening, Chunk sent, Chunk greeted, Chunk received, ImmutableList<String> events) {
        /** Whether the bytes went under TLS. */
        public boolean isTls() {
            return opening.startsWith("tunnel tls,");
        }
    }

    /** Whether all of it went in TLS that was spoken to the endpoint itself: the bytes are those inside. */
    public boolean isInTls() {
        return id.startsWith("tls-");
    }

    /** Whether an event begins with these words. */
    public boolean ended(String words) {
        return events.stream().anyMatch(event -> event.startsWith(words));
    }

    /** The answer as the product tests take it: interim heads left out, the chunks of a body as they stand. */
    public Words words() {
        String text = answer.latin1();
        if (!text.startsWith("HTTP/")) {
            return new Words("", text);
        }
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Words(text.replace("\r\n", "\n"), "");
        }
        if (text.startsWith("1", "HTTP/1.1 ".length())) {
            return withAnswer(Chunk.of(text.substring(end + 4))).words();
        }
        return new Words(text.substring(0, end + 2).replace("\r\n", "\n"), text.substring(end + 4));
    }

    private Exchange withAnswer(Chunk rest) {
        return new Exchange(transcript, id, port, nonce, truth, request, rest, events, tunnel);
    }

    @Override
    public String toString() {
        return transcript + " " + id + " on " + port;
    }
}
