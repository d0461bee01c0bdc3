package relaycheck.canary;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;

/**
 * Finds our nonces in what clients say, notes their arrival and gives the proof of it.
 *
 * @param key      whose nonces count
 * @param arrivals where they are noted
 * @param clock    what dates them
 */
record Reception(ProofKey key, Arrivals arrivals, Clock clock) {
    /** Bytes of a head that are kept: enough for what a relay adds. */
    static final int HEAD_KEPT = 4096;

    private static final Pattern DIGITS = Pattern.compile("(?=([0-9a-f]{" + Nonce.LENGTH + "}))");

    /**
     * The proof for a message, which is noted as an arrival; empty for a message without a nonce of ours.
     *
     * @param where the part of the message that may hold it
     * @param head  the message as it came
     */
    Optional<Proof> arrived(Client client, Arrival.Protocol protocol, String where, String head) {
        Optional<Nonce> nonce = nonceIn(where);
        nonce.ifPresent(found -> arrivals.add(new Arrival(
                found,
                client.port(),
                clock.instant(),
                client.source(),
                client.sourcePort(),
                protocol,
                head.substring(0, Math.min(HEAD_KEPT, head.length())))));
        return nonce.map(found -> key.proof(found, client.port()));
    }

    /**
     * A relay may change the case of a URL, spell its slashes as %2f or put a hash before it: any place in a run of digits may
     * begin one. Trying all costs a fifth of a microsecond for each byte that was sent.
     */
    private Optional<Nonce> nonceIn(String text) {
        Matcher candidate = DIGITS.matcher(text.toLowerCase(Locale.ROOT));
        while (candidate.find()) {
            Nonce nonce = new Nonce(candidate.group(1));
            if (key.issued(nonce)) {
                return Optional.of(nonce);
            }
        }
        return Optional.empty();
    }
}
