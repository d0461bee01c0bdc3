package relaycheck.proof;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.http.Chunk;

/**
 * Looks for the canary's proof in bytes as they come, however they are split. Immutable.
 *
 * <p>Any run of 64 hexadecimal digits may be one; only then are HMACs computed, so that an answer without such a run, as
 * nearly all are, costs one look at each byte.
 */
public final class ProofSearch {
    private final ProofKey key;
    private final Nonce nonce;
    private final ImmutableSet<Integer> ports;
    /** The hexadecimal digits that the bytes so far end in, at most 63: a proof may go on in the next chunk. */
    private final String tail;

    private final @Nullable Proof found;

    private ProofSearch(ProofKey key, Nonce nonce, ImmutableSet<Integer> ports, String tail, @Nullable Proof found) {
        this.key = key;
        this.nonce = nonce;
        this.ports = ports;
        this.tail = tail;
        this.found = found;
    }

    /** A search for the proof of this nonce, which may have arrived on any of these ports. */
    public static ProofSearch of(ProofKey key, Nonce nonce, ImmutableSet<Integer> ports) {
        return new ProofSearch(key, nonce, ports, "", null);
    }

    /** The search after these bytes. */
    public ProofSearch heard(Chunk bytes) {
        return heard(bytes.latin1());
    }

    /** The search after this text, one byte a character. */
    public ProofSearch heard(String latin1) {
        if (found != null || latin1.isEmpty()) {
            return this;
        }
        String text = tail.isEmpty() ? latin1 : tail + latin1;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = Hex.isDigit(text.charAt(i)) ? run + 1 : 0;
            if (run >= Proof.LENGTH) {
                Proof proof = proofOrNull(text.substring(i + 1 - Proof.LENGTH, i + 1));
                if (proof != null) {
                    return new ProofSearch(key, nonce, ports, "", proof);
                }
            }
        }
        String end = text.substring(text.length() - Math.min(run, Proof.LENGTH - 1));
        return end.equals(tail) ? this : new ProofSearch(key, nonce, ports, end, null);
    }

    /** The proof, once it was heard. */
    public Optional<Proof> found() {
        return Optional.ofNullable(found);
    }

    private @Nullable Proof proofOrNull(String digits) {
        for (int port : ports) {
            Proof expected = key.proof(nonce, port);
            if (ProofKey.sameText(expected.hmac(), digits)) {
                return expected;
            }
        }
        return null;
    }
}
