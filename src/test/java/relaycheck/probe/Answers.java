package relaycheck.probe;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.Header;
import relaycheck.http.ResponseHead;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;

/**
 * Answers in one line each: {@code 403 Forbidden; Server: x; =content}. {@code ~bytes} is an answer that is not HTTP, nothing
 * is one that never came.
 */
public final class Answers {
    /** Where all of them are asked to relay to. */
    public static final InetAddress CANARY = InetAddresses.forString("10.9.9.9");

    /** What all of them are asked with. */
    public static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);

    private static final String HTTP = "HTTP/1.1";

    private Answers() {}

    /** The nonce of the question to this port. */
    public static Nonce nonce(int port) {
        return KEY.nonce(port);
    }

    /** An answer to this question; one in HTTP/2 is answered in it, unless the text says otherwise. */
    public static Answer to(Probe probe, int port, String text, Ending ending) {
        return new Answer(
                probe.of(Destination.of(CANARY, port)).subject(nonce(port)),
                probe.name(),
                head(text, probe.opening() == Opening.HTTP2 ? Http2.VERSION : HTTP),
                content(text),
                text.isEmpty() ? 0 : text.length(),
                ending,
                Optional.empty(),
                Optional.empty());
    }

    /** The same answer, with a tunnel behind it. */
    public static Answer withTunnel(Answer answer, Tunnel.Talk talk, String inside) {
        return new Answer(
                answer.subject(),
                answer.request(),
                answer.head(),
                answer.content(),
                answer.bytes() + inside.length(),
                answer.ending(),
                Optional.of(new Tunnel(talk, head(inside, HTTP), content(inside))),
                answer.proof());
    }

    /** The same answer, with the proof of an arrival on this port in it. */
    public static Answer withProof(Answer answer, int port) {
        Proof proof = KEY.proof(answer.subject().nonce().orElseThrow(), port);
        return new Answer(
                answer.subject(),
                answer.request(),
                answer.head(),
                answer.content(),
                answer.bytes(),
                answer.ending(),
                answer.tunnel(),
                Optional.of(proof));
    }

    /** The ports of a canary that could bind all of them. */
    public static ImmutableList<Destination> destinations() {
        return ImmutableSet.of(8471, 443, 80, 25).stream()
                .map(port -> Destination.of(CANARY, port))
                .collect(ImmutableList.toImmutableList());
    }

    private static Optional<ResponseHead> head(String text, String version) {
        if (text.isEmpty() || text.startsWith("~")) {
            return Optional.empty();
        }
        if (text.startsWith(HTTP)) {
            return head(text.substring(HTTP.length() + 1), HTTP);
        }
        List<String> parts = Splitter.on("; ").splitToList(text);
        ImmutableList<Header> headers = parts.stream()
                .skip(1)
                .filter(part -> !part.startsWith("="))
                .map(part -> Splitter.on(": ").limit(2).splitToList(part))
                .map(pair -> new Header(pair.get(0), pair.get(1)))
                .collect(ImmutableList.toImmutableList());
        return Optional.of(new ResponseHead(
                version + " " + parts.get(0), Integer.parseInt(parts.get(0).substring(0, 3)), headers));
    }

    private static Chunk content(String text) {
        int at = text.startsWith("~") ? 0 : text.indexOf("; =") + 2;
        return at < 2 && !text.startsWith("~") ? Chunk.EMPTY : Chunk.of(text.substring(at + 1));
    }
}
