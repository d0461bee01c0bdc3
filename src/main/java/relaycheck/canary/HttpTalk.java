package relaycheck.canary;

import java.util.Optional;
import relaycheck.proof.Arrival;
import relaycheck.proof.Proof;

/** What the canary says in HTTP: its proof, the answer to our own question, or nothing of use. */
final class HttpTalk {
    private final Reception reception;
    private final ArrivalsAnswer arrivals;

    HttpTalk(Reception reception, ArrivalsAnswer arrivals) {
        this.reception = reception;
        this.arrivals = arrivals;
    }

    /**
     * The answer to a request.
     *
     * @param last whether the connection takes no more, which is said so that the next request comes on another one (RFC 9112
     *     §9.6)
     */
    Reply answer(Client client, String message, boolean last) {
        RequestHead head = RequestHead.parse(message);
        if (head.method().equals("CONNECT")) {
            return closing(head, "405 Method Not Allowed", "Allow: GET\r\n", "this relays nothing\n");
        }
        if (ArrivalsQuestion.isOne(head.target())) {
            return arrivals.to(head.target())
                    .map(answer -> open(head, last, answer.fields(), answer.body()))
                    .orElseGet(() -> notFound(head));
        }
        return arrived(client, head, message)
                .map(found -> open(head, last, Proof.HEADER + ": " + found.hmac() + "\r\n", found.hmac() + "\n"))
                .orElseGet(() -> notFound(head));
    }

    /** The same to a client that has heard a greeting: it takes our answer for one more line of mail, if for anything. */
    Reply answerInMail(Client client, String message) {
        return Reply.last(SmtpTalk.refusal(arrived(client, RequestHead.parse(message), message)));
    }

    private Optional<Proof> arrived(Client client, RequestHead head, String message) {
        Arrival.Protocol protocol = client.tls() ? Arrival.Protocol.HTTPS : Arrival.Protocol.HTTP;
        return reception.arrived(client, protocol, head.places(), message);
    }

    /** A head that does not end. */
    static String tooLong() {
        return "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    /** Strangers get a connection once. */
    private static Reply notFound(RequestHead head) {
        return closing(head, "404 Not Found", "", "nothing here\n");
    }

    /** A body is not read, so the connection ends with the answer. */
    private static Reply open(RequestHead head, boolean last, String fields, String body) {
        if (last || head.hasBody() || !head.keepsConnection()) {
            return closing(head, "200 OK", fields, body);
        }
        return Reply.goOn(text(head, "200 OK", fields + "Connection: keep-alive\r\n", body));
    }

    private static Reply closing(RequestHead head, String status, String fields, String body) {
        return Reply.last(text(head, status, fields + "Connection: close\r\n", body));
    }

    /** Without Date: who receives it adds its own (RFC 9110 §6.6.1). */
    private static String text(RequestHead head, String status, String fields, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nCache-Control: no-store\r\n" + fields
                + "Content-Length: " + body.length() + "\r\n\r\n"
                + (head.method().equals("HEAD") ? "" : body);
    }
}
