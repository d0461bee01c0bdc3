package relaycheck.canary;

import java.util.Optional;
import relaycheck.proof.Arrival;
import relaycheck.proof.Proof;

/** What is said between one client and the canary, without a socket: text in, text out, one byte a character. */
final class Conversation {
    private final Client client;
    private final Talks talks;
    private final Limits limits;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private int received;
    private int messages;
    private boolean greeted;
    private boolean over;

    /** The ways in which the canary talks, shared by all conversations. */
    record Talks(Reception reception, HttpTalk http, SmtpTalk smtp) {}

    Conversation(Client client, Talks talks, Limits limits) {
        this.client = client;
        this.talks = talks;
        this.limits = limits;
    }

    /** The client has been given time to speak first: on the mail port the canary does, unless words have come already. */
    void greet() {
        if (input.isEmpty() && messages == 0) {
            greetOnce();
        }
    }

    private void greetOnce() {
        if (client.expectsGreeting() && !greeted) {
            greeted = true;
            output.append(SmtpTalk.GREETING);
        }
    }

    /** Whether the canary has nothing more to say, once its output is written. */
    boolean isOver() {
        return over;
    }

    /** What is to be written; taken once. */
    String takeOutput() {
        String text = output.toString();
        output.setLength(0);
        return text;
    }

    /** The client said this. */
    void heard(String text) {
        if (over) {
            return;
        }
        received += text.length();
        input.append(text);
        while (!over && answerNext()) {
            over |= ++messages >= limits.requests();
        }
        if (!over && (input.length() > limits.head() || received > limits.bytes())) {
            over = true;
            output.append(RequestHead.isRequestLine(firstLine()) ? HttpTalk.tooLong() : "");
        }
    }

    /** The client will say no more: what it said last may lack its end of line. */
    void ended() {
        if (!over && !input.isEmpty()) {
            heard("\n");
        }
        over = true;
    }

    /** Answers the first message if it is there in full: an HTTP head or a line. */
    private boolean answerNext() {
        skipEmptyLines();
        int lineEnd = input.indexOf("\n");
        if (lineEnd < 0) {
            return false;
        }
        String line = firstLine();
        boolean http = RequestHead.isRequestLine(line);
        int end = http ? headEnd(lineEnd) : lineEnd + 1;
        if (end < 0) {
            return false;
        }
        String message = input.substring(0, end);
        input.delete(0, end);
        Reply reply = http ? answerHttp(message) : answerLine(line);
        output.append(reply.text());
        over = reply.last();
        return true;
    }

    private Reply answerHttp(String message) {
        return greeted && client.expectsGreeting()
                ? talks.http().answerInMail(client, message)
                : talks.http().answer(client, message, messages + 1 >= limits.requests());
    }

    private Reply answerLine(String line) {
        greetOnce();
        return talks.smtp().answer(client, line).orElseGet(() -> answerRaw(line));
    }

    /** What is neither HTTP nor SMTP: a nonce in it is answered, all else ends the conversation, but on the mail port. */
    private Reply answerRaw(String line) {
        Optional<Proof> proof = talks.reception().arrived(client, Arrival.Protocol.RAW, line, line);
        if (proof.isPresent()) {
            return Reply.goOn(SmtpTalk.refusal(proof));
        }
        return client.expectsGreeting() ? Reply.goOn("500 what?\r\n") : Reply.last("");
    }

    private String firstLine() {
        int end = input.indexOf("\n");
        return (end < 0 ? input.toString() : input.substring(0, end)).stripTrailing();
    }

    private int headEnd(int lineEnd) {
        int bare = input.indexOf("\n\n", lineEnd);
        int full = input.indexOf("\n\r\n", lineEnd);
        int first = bare < 0 || (full >= 0 && full < bare) ? full : bare;
        return first < 0 ? -1 : first + (first == full ? 3 : 2);
    }

    private void skipEmptyLines() {
        int start = 0;
        while (start < input.length() && (input.charAt(start) == '\r' || input.charAt(start) == '\n')) {
            start++;
        }
        input.delete(0, start);
    }
}
