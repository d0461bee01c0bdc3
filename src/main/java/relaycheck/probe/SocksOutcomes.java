package relaycheck.probe;

import java.util.Locale;
import relaycheck.http.Chunk;
import relaycheck.probe.Outcome.Kind;

/** Says what a SOCKS server's answer means where no proof came through it. */
final class SocksOutcomes {
    /** Replies of SOCKS 5 from "network unreachable" to "time to live expired" say that it tried (RFC 1928 §6). */
    private static final int TRIED_FIRST = 3;

    private static final int TRIED_LAST = 6;

    private SocksOutcomes() {}

    /** What the answer means, of an endpoint that said something. */
    static Outcome of(Answer answer) {
        if (answer.tunnel().isPresent()) {
            return outcome(Kind.ACCEPTED, answer, "said yes, but nothing came through");
        }
        Chunk heard = answer.content();
        boolean five = answer.request().startsWith("SOCKS5");
        if (heard.length() < 2 || !(five ? Socks.isFive(heard) : Socks.isFour(heard))) {
            return outcome(Kind.REFUSED, answer, "something that is not SOCKS");
        }
        return five ? five(answer, heard) : outcome(Kind.REFUSED, answer, "turned down" + code(heard.at(1)));
    }

    /** The first two bytes choose a method of login; where that is none, the request's answer follows. */
    private static Outcome five(Answer answer, Chunk heard) {
        int method = heard.at(1);
        if (Socks.takesNoMethod(heard)) {
            return outcome(Kind.REFUSED, answer, "takes nobody without a login, or nobody at all");
        }
        if (method != 0) {
            return outcome(Kind.CHALLENGED, answer, "wants a login" + code(method));
        }
        if (heard.length() < 4) {
            return outcome(Kind.DROPPED, answer, "takes anyone, but did not answer the request");
        }
        int reply = heard.at(3);
        return reply >= TRIED_FIRST && reply <= TRIED_LAST
                ? outcome(Kind.ATTEMPTED, answer, "tried and failed" + code(reply))
                : outcome(Kind.REFUSED, answer, "turned down" + code(reply));
    }

    private static String code(int code) {
        return String.format(Locale.ROOT, " (code 0x%02x)", code);
    }

    private static Outcome outcome(Kind kind, Answer answer, String because) {
        return Outcome.of(kind, answer.subject(), because);
    }
}
