package relaycheck.proof;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.http.Chunk;

/**
 * Looks for the canary's proof in bytes as they come, however they are split. Immutable.
 *
 * <p>Any run of 64 hexadecimal digits may be one; only then are HMACs computed. Where 64 bytes do not end in a digit none
 * of them begins such a run, so that an answer without one, as nearly all are, costs a look at every 64th byte or a few more.
 */
public final class ProofSearch {
    private final ProofKey key;
    private final Nonce nonce;
    private final ImmutableSet<Integer> ports;
    /** The hexadecimal digits that the bytes so far end in, at most 63: a proof may go on in the next chunk. */
    private final String tail;

    /** What may be found; made at the first run of enough digits, once, lest a peer that sends nothing else keep us busy. */
    private final @Nullable ImmutableList<Proof> expected;

    private final @Nullable Proof found;

    private ProofSearch(
            ProofKey key,
            Nonce nonce,
            ImmutableSet<Integer> ports,
            String tail,
            @Nullable ImmutableList<Proof> expected,
            @Nullable Proof found) {
        this.key = key;
        this.nonce = nonce;
        this.ports = ports;
        this.tail = tail;
        this.expected = expected;
        this.found = found;
    }

    /** A search for the proof of this nonce, which may have arrived on any of these ports. */
    public static ProofSearch of(ProofKey key, Nonce nonce, ImmutableSet<Integer> ports) {
        return new ProofSearch(key, nonce, ports, "", null, null);
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
        ImmutableList<Proof> proofs = expected;
        int begin = 0; // where the next run may begin
        int digitsTo = 0; // from there on all are digits up to here
        while (begin + Proof.LENGTH <= text.length()) {
            int end = begin + Proof.LENGTH;
            int digitsFrom = digitsFrom(text, digitsTo, end);
            if (digitsFrom > digitsTo) {
                begin = digitsFrom;
            } else {
                proofs = proofs == null ? proofs() : proofs;
                Proof proof = proofOrNull(proofs, text, begin);
                if (proof != null) {
                    return new ProofSearch(key, nonce, ports, "", proofs, proof);
                }
                begin++;
            }
            digitsTo = end;
        }
        String end = text.substring(digitsFrom(text, begin, text.length()));
        return end.equals(tail) && proofs == expected ? this : new ProofSearch(key, nonce, ports, end, proofs, null);
    }

    /** The proof, once it was heard. */
    public Optional<Proof> found() {
        return Optional.ofNullable(found);
    }

    /** Where the digits begin in which {@code text} up to {@code end} ends, no further back than {@code limit}. */
    private static int digitsFrom(String text, int limit, int end) {
        int from = end;
        while (from > limit && Hex.isDigit(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private ImmutableList<Proof> proofs() {
        return ImmutableList.copyOf(Collections2.transform(ports, port -> key.proof(nonce, port)));
    }

    /** Tells by its time where the two differ, which helps nobody: the nonce is asked for once. */
    private static @Nullable Proof proofOrNull(ImmutableList<Proof> proofs, String text, int at) {
        for (int i = 0; i < proofs.size(); i++) {
            if (text.startsWith(proofs.get(i).hmac(), at)) {
                return proofs.get(i);
            }
        }
        return null;
    }
}
