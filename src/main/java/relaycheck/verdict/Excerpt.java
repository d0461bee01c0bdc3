package relaycheck.verdict;

import java.util.Optional;
import relaycheck.proof.Proof;

/** As much of an answer as a report shows: its beginning, and the lines around the proof. */
final class Excerpt {
    /** A head and the words that matter of most pages. */
    private static final int KEPT = 1200;
    /** What stands before and behind a proof that comes later. */
    private static final int AROUND = 200;

    private Excerpt() {}

    static String of(String text, Optional<Proof> proof) {
        if (text.length() <= KEPT) {
            return text;
        }
        String begin = text.substring(0, KEPT);
        int at = proof.map(found -> text.indexOf(found.hmac())).orElse(-1);
        if (at < 0 || at + Proof.LENGTH <= KEPT) {
            return begin + "\n[cut]\n";
        }
        int from = Math.max(KEPT, at - AROUND);
        int to = Math.min(text.length(), at + Proof.LENGTH + AROUND);
        return begin + "\n[cut]\n" + text.substring(from, to);
    }
}
