package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import relaycheck.proof.Destination;

/**
 * Tells an error in which a program says by address and port that it could not reach our canary: home-made proxies hand on the
 * words of their language, with whatever code. Nobody can say so of a destination that it did not try.
 */
final class Unreached {
    /** What stands before the address in the words of Go and of Node.js. */
    private static final ImmutableList<String> BEFORE = ImmutableList.of(
            "dial tcp ",
            "connect ECONNREFUSED ",
            "connect ETIMEDOUT ",
            "connect EHOSTUNREACH ",
            "connect ENETUNREACH ");

    private Unreached() {}

    /** Whether the content of the answer says so of the destination that was asked for. */
    static boolean isNamedIn(Answer answer) {
        String content = answer.content().latin1();
        Destination destination = answer.subject().destination();
        String inBrackets = destination.host() + ":" + destination.port();
        String bare = inBrackets.replace("[", "").replace("]", "");
        for (String before : BEFORE) {
            if (content.contains(before) && (holds(content, before + inBrackets) || holds(content, before + bare))) {
                return true;
            }
        }
        return false;
    }

    /** Port 80 is not 8080. */
    private static boolean holds(String content, String words) {
        int end = content.indexOf(words) + words.length();
        return end >= words.length() && (end == content.length() || !Character.isDigit(content.charAt(end)));
    }
}
