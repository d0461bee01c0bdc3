package relaycheck.probe;

import java.util.Optional;
import relaycheck.http.ResponseHead;

/** Tells whether two answers of one host are the same page. */
public final class Likeness {
    /** So many bytes of a body in common are no chance. */
    private static final int TELLING = 16;

    private Likeness() {}

    /** Whether the two have the same status line and the same Server. */
    public static boolean sameHead(ResponseHead one, ResponseHead other) {
        return one.statusLine().equals(other.statusLine())
                && one.header("Server").equals(other.header("Server"));
    }

    /** Whether the two are one page, apart from the names and nonces that were asked for. */
    public static boolean samePage(Answer one, Answer other) {
        if (one.head().isEmpty() || other.head().isEmpty()) {
            return false;
        }
        ResponseHead head = one.head().get();
        ResponseHead otherHead = other.head().get();
        return sameHead(head, otherHead)
                && sameValue("Content-Type", head, otherHead)
                && neutral(one, head.header("Location")).equals(neutral(other, otherHead.header("Location")))
                && neutral(one, Optional.of(one.content().latin1()))
                        .equals(neutral(other, Optional.of(other.content().latin1())));
    }

    /** Whether these bytes stand in the content of the answer. */
    static boolean quotes(Answer answer, String bytes) {
        String telling = bytes.strip();
        return telling.length() >= TELLING && answer.content().latin1().contains(telling);
    }

    private static boolean sameValue(String name, ResponseHead one, ResponseHead other) {
        return one.header(name).equals(other.header(name));
    }

    /** The text with what differs from question to question taken out. */
    private static String neutral(Answer answer, Optional<String> text) {
        Subject subject = answer.subject();
        return text.orElse("")
                .replace(subject.digits(), "NONCE")
                .replace("http://" + subject.destination().authority(), "")
                .replace(subject.destination().authority(), "HOST")
                .replace(subject.destination().host(), "HOST")
                .replace(ControlProbe.NOWHERE, "HOST");
    }
}
