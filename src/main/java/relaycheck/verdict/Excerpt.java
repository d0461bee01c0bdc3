package relaycheck.verdict;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import relaycheck.probe.Outcome;
import relaycheck.proof.Proof;

/** As much of an answer as a report shows: its beginning, and the lines around the proof. */
final class Excerpt {
    /** A head and the words that matter of most pages. */
    private static final int KEPT = 1200;
    /** Of an answer that proves nothing. */
    private static final int KEPT_OF_A_REFUSAL = 300;

    private static final ImmutableSet<Outcome.Kind> PLAIN =
            Sets.immutableEnumSet(Outcome.Kind.REFUSED, Outcome.Kind.SERVED_LOCALLY, Outcome.Kind.NOT_HTTP);
    /** What stands before and behind a proof that comes later. */
    private static final int AROUND = 200;

    private Excerpt() {}

    static String of(String text, Outcome.Kind outcome, Optional<Proof> proof) {
        int kept = PLAIN.contains(outcome) ? KEPT_OF_A_REFUSAL : KEPT;
        if (text.length() <= kept) {
            return text;
        }
        String begin = text.substring(0, kept);
        int at = proof.map(found -> text.indexOf(found.hmac())).orElse(-1);
        if (at < 0 || at + Proof.LENGTH <= kept) {
            return begin + "\n[cut]\n";
        }
        int from = Math.max(kept, at - AROUND);
        int to = Math.min(text.length(), at + Proof.LENGTH + AROUND);
        return begin + "\n[cut]\n" + text.substring(from, to);
    }
}
