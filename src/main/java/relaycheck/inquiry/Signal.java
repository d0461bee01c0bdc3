package relaycheck.inquiry;

import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;
import relaycheck.http.Chunk;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Http2;
import relaycheck.probe.Opening;
import relaycheck.probe.Socks;

/** What the answers to the first two questions tell of another protocol that is spoken there. */
final class Signal {
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_VERSION = 3;
    private static final int BEGINNING = 64;
    /**
     * SSH (RFC 4253 §4.2), SMTP and FTP (RFC 5321 §4.3.2, RFC 959 §5.4), POP3 and Redis, IMAP (RFC 9051 §7.1), RFB (RFC 6143
     * §7.1.1), rsync. Other codes of three digits are HTTP's too: a home-made proxy may say them bare.
     */
    private static final Pattern GREETING =
            Pattern.compile("SSH-|(?:[12]20|421|554)[ -]|\\+OK|-ERR|\\* (?:OK|PREAUTH|BYE)|RFB |@RSYNCD");

    private static final ImmutableSet<Opening> NONE = ImmutableSet.of();
    private static final ImmutableSet<Opening> SOCKS = ImmutableSet.of(Opening.SOCKS);
    private static final ImmutableSet<Opening> TLS = ImmutableSet.of(Opening.TLS);
    private static final ImmutableSet<Opening> HTTP2 = ImmutableSet.of(Opening.HTTP2);
    private static final ImmutableSet<Opening> ANY = ImmutableSet.of(Opening.SOCKS, Opening.TLS, Opening.HTTP2);

    private Signal() {}

    /**
     * The protocols in which the first GET and CONNECT were both answered, or in the words of a server that waits for it; all
     * where both ended at once without a byte, as Dante does, and what speaks TLS with a proxy behind it. Apache httpd in TLS
     * says so to the GET alone, and ends the CONNECT.
     */
    static ImmutableSet<Opening> in(Answer get, Answer connect) {
        if (isCutOff(get) && isCutOff(connect)) {
            return ANY;
        }
        if (isSocks(get) && isSocks(connect)) {
            return SOCKS;
        }
        boolean tls = (isTls(get) || isCutOff(get)) && (isTls(connect) || isCutOff(connect));
        boolean http2 = (isHttp2(get) || isCutOff(get)) && (isHttp2(connect) || isCutOff(connect));
        return tls ? TLS : http2 ? HTTP2 : NONE;
    }

    /** Whether these are the first words of a protocol that is not HTTP: its greeting, or bytes that are no text. */
    static boolean isNotHttp(Chunk heard) {
        String beginning = heard.first(BEGINNING).latin1();
        for (int i = 0; i < beginning.length(); i++) {
            if (beginning.charAt(i) < ' ' && !Character.isWhitespace(beginning.charAt(i))) {
                return true;
            }
        }
        return GREETING.matcher(beginning).lookingAt();
    }

    private static boolean isCutOff(Answer answer) {
        return !answer.heardAnything() && (answer.ending() == Ending.CLOSED || answer.ending() == Ending.RESET);
    }

    /** The same of a question inside TLS: where that did not come about, its ending is another. */
    static boolean isHttp2InTls(Answer answer) {
        return isHttp2(answer) || isCutOff(answer);
    }

    private static boolean isSocks(Answer answer) {
        return answer.head().isEmpty() && Socks.isSpoken(answer.content());
    }

    private static boolean isHttp2(Answer answer) {
        return answer.head().isEmpty() && Http2.isSpoken(answer.content());
    }

    private static boolean isTls(Answer answer) {
        Chunk heard = answer.content();
        boolean alert =
                answer.head().isEmpty() && heard.length() > 1 && heard.at(0) == TLS_ALERT && heard.at(1) == TLS_VERSION;
        return alert || (answer.status() == 400 && isTlsOnly(heard.latin1()));
    }

    /** nginx and Go say so in the first words, Apache httpd in the second. */
    private static boolean isTlsOnly(String page) {
        return page.contains("plain HTTP request was sent to HTTPS port")
                || page.contains("HTTP request to an HTTPS server")
                || page.contains("speaking plain HTTP to an SSL-enabled");
    }
}
