package relaycheck.canary;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;

/**
 * Our own question to a canary: which of these nonces arrived?
 *
 * <p>{@code GET /arrivals?t=<epoch second>&n=<nonce>,<nonce>…&s=<signature>}, good for a minute. Answer: one arrival a line in
 * JSON, signed as well ({@link #ANSWER_SIGNATURE}): nobody on the way can make an arrival up.
 *
 * @param nonces      at most {@value #MOST}
 * @param epochSecond when it was asked
 */
record ArrivalsQuestion(ImmutableList<Nonce> nonces, long epochSecond) {
    /** So that the request line stays under 2 KiB, which everything on the way takes. */
    static final int MOST = 50;
    /** How far the asker's clock may be from the canary's. */
    static final long SECONDS_VALID = 60;
    /** The field of the answer that holds its signature. */
    static final String ANSWER_SIGNATURE = "Relaycheck-Signature";

    private static final String PATH = "/arrivals?";
    private static final Pattern FORM = Pattern.compile(Pattern.quote(PATH)
            + "t=(?<t>[0-9]{1,15})&n=(?<n>[0-9a-f]{32}(,[0-9a-f]{32}){0," + (MOST - 1) + "})&s=(?<s>[0-9a-f]{64})");

    /** Whether a request-target is such a question, of whomever. */
    static boolean isOne(String target) {
        return target.startsWith(PATH);
    }

    /** The question in a request-target, if a holder of the key asked it just now. */
    static Optional<ArrivalsQuestion> read(String target, ProofKey key, long now) {
        Matcher form = FORM.matcher(target);
        if (!form.matches() || Math.abs(now - Long.parseLong(form.group("t"))) > SECONDS_VALID) {
            return Optional.empty();
        }
        ArrivalsQuestion question = new ArrivalsQuestion(
                Splitter.on(',')
                        .splitToStream(form.group("n"))
                        .map(Nonce::new)
                        .collect(ImmutableList.toImmutableList()),
                Long.parseLong(form.group("t")));
        return ProofKey.sameText(question.signature(key), form.group("s")) ? Optional.of(question) : Optional.empty();
    }

    static ArrivalsQuestion of(Collection<Nonce> nonces, long now) {
        return new ArrivalsQuestion(ImmutableList.copyOf(nonces), now);
    }

    String target(ProofKey key) {
        return PATH + "t=" + epochSecond + "&n=" + list() + "&s=" + signature(key);
    }

    /** What an answer of this body must be signed with. */
    String answerSignature(ProofKey key, String body) {
        return key.signature("answer:" + list() + "\n" + body, epochSecond);
    }

    private String signature(ProofKey key) {
        return key.signature(list(), epochSecond);
    }

    private String list() {
        return Joiner.on(',').join(nonces);
    }
}
