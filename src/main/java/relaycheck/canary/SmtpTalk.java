package relaycheck.canary;

import java.util.Locale;
import java.util.Optional;
import relaycheck.proof.Arrival;
import relaycheck.proof.Proof;

/** What the canary says in SMTP (RFC 5321): its proof, and that it takes no mail. */
final class SmtpTalk {
    /** What it says before the client speaks. */
    static final String GREETING = "220 relaycheck-canary ESMTP\r\n";

    private final Reception reception;

    SmtpTalk(Reception reception) {
        this.reception = reception;
    }

    /** The answer to a line; empty where the line is no command of SMTP. */
    Optional<Reply> answer(Client client, String line) {
        String verb = verb(line);
        return switch (verb) {
            case "EHLO", "HELO" ->
                Optional.of(
                        Reply.goOn(arrived(client, line).map(SmtpTalk::welcome).orElse("250 relaycheck-canary\r\n")));
            case "MAIL", "RCPT", "DATA", "AUTH" -> Optional.of(Reply.goOn(refusal(arrived(client, line))));
            case "NOOP", "RSET" -> Optional.of(Reply.goOn("250 ok\r\n"));
            case "VRFY", "EXPN", "HELP", "STARTTLS" -> Optional.of(Reply.goOn("502 not here\r\n"));
            case "QUIT" -> Optional.of(Reply.last("221 bye\r\n"));
            default -> Optional.empty();
        };
    }

    /** No mail is taken, and no other dialogue held; with the proof for a line that holds a nonce. */
    static String refusal(Optional<Proof> proof) {
        return "554 " + proof.map(Proof::hmac).orElse("no mail is taken here") + "\r\n";
    }

    private static String welcome(Proof proof) {
        return "250 relaycheck-canary " + proof.hmac() + "\r\n";
    }

    private Optional<Proof> arrived(Client client, String line) {
        return reception.arrived(client, Arrival.Protocol.SMTP, line, line);
    }

    private static String verb(String line) {
        int end = 0;
        while (end < line.length() && Character.isLetter(line.charAt(end))) {
            end++;
        }
        boolean separated = end == line.length() || Character.isWhitespace(line.charAt(end));
        return separated ? line.substring(0, end).toUpperCase(Locale.ROOT) : "";
    }
}
