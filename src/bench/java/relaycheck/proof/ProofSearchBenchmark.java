package relaycheck.proof;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import relaycheck.http.Chunk;

/** The search for the proof in an answer of 64 KiB, which comes in pieces of 8 KiB. */
@State(Scope.Benchmark)
public class ProofSearchBenchmark {
    private static final int SIZE = 64 * 1024;
    private static final int PIECE = 8 * 1024;
    private static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    private static final Nonce NONCE = KEY.nonce(4711);
    private static final ImmutableSet<Integer> PORTS = ImmutableSet.of(8471, 443, 80, 25);

    /** A page of words, one of nothing but hexadecimal digits (the worst that a hostile host can send), one that ends in it. */
    @Param({"words", "digits", "proof"})
    public String page;

    private Chunk[] pieces = {};

    @Setup
    public void write() {
        String filler = (page.equals("digits") ? "0123456789abcdef" : "lorem ipsum, then ").repeat(SIZE);
        String proof = page.equals("proof") ? KEY.proof(NONCE, 80).hmac() : "";
        String text = filler.substring(0, SIZE - proof.length()) + proof;
        pieces = new Chunk[SIZE / PIECE];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Chunk.of(text.substring(i * PIECE, (i + 1) * PIECE));
        }
    }

    @Benchmark
    public Optional<Proof> search() {
        ProofSearch search = ProofSearch.of(KEY, NONCE, PORTS);
        for (Chunk piece : pieces) {
            search = search.heard(piece);
        }
        return search.found();
    }

    /** What each question costs before it is asked. */
    @Benchmark
    public Nonce nonce() {
        return KEY.nonce(4712);
    }
}
