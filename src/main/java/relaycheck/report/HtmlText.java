package relaycheck.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relaycheck.text.Printable;

/**
 * A piece of an exchange, made printable, with what is ours in it told apart.
 *
 * @param kind what it is
 * @param text the characters; the template escapes them
 */
public record HtmlText(Kind kind, String text) {
    /** A nonce has 32 digits and the HMAC 64: whatever else a peer says stays as it is. */
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-f])");
    /** An excerpt may end within a character: so many may be broken in a text that is UTF-8 all the same. */
    private static final int BROKEN = 2;

    /** What a piece is. */
    public enum Kind {
        PLAIN,
        /** What we sent, and know again. */
        NONCE,
        /** What only the canary can have said. */
        PROOF;

        /** The class in the style sheet. */
        public String style() {
            return this == NONCE ? "nonce" : "proof";
        }
    }

    /** The pieces of what a peer said; {@code proof} may be empty. */
    static ImmutableList<HtmlText> of(String peer, String nonce, String proof) {
        String text = printable(peer);
        ImmutableList.Builder<HtmlText> pieces = ImmutableList.builder();
        int from = 0;
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            boolean isNonce = digits.group().equals(nonce);
            if (isNonce || digits.group().equals(proof)) {
                pieces.add(new HtmlText(Kind.PLAIN, text.substring(from, digits.start())));
                pieces.add(new HtmlText(isNonce ? Kind.NONCE : Kind.PROOF, digits.group()));
                from = digits.end();
            }
        }
        return pieces.add(new HtmlText(Kind.PLAIN, text.substring(from))).build();
    }

    /** What a peer said in several lines: as UTF-8 where it is that, harmless in any case. */
    static String printable(String peer) {
        return Printable.lines(decoded(peer));
    }

    private static String decoded(String peer) {
        if (CharMatcher.ascii().matchesAllOf(peer)
                || !CharMatcher.inRange('\0', '\u00ff').matchesAllOf(peer)) {
            return peer;
        }
        String text = new String(peer.getBytes(ISO_8859_1), UTF_8);
        return CharMatcher.is('\ufffd').countIn(text) <= BROKEN ? text : peer;
    }
}
