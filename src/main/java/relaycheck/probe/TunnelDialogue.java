package relaycheck.probe;

import java.time.Duration;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.RequestTarget;
import relaycheck.http.ResponseHead;

/**
 * Speaks to the canary through a tunnel, in HTTP, in TLS with HTTP inside, or in SMTP.
 *
 * @param subject what the run is about
 * @param request the line that asked for the tunnel
 * @param talk    how we speak
 * @param granted what was heard until the tunnel was granted
 * @param inside  what was heard in the tunnel
 * @param spokeAt how much was heard when we said our SMTP line; negative before
 */
record TunnelDialogue(Subject subject, String request, Tunnel.Talk talk, Hearing granted, Hearing inside, int spokeAt)
        implements Dialogue {
    /**
     * How long a destination may take that should speak first. Some proxies say 2xx at once and dial only when the client
     * has spoken; after this time we do.
     */
    private static final Duration GREETING = Duration.ofSeconds(2);
    /** How long an answer may take to a line that was said into the silence. */
    private static final Duration REPLY = Duration.ofSeconds(2);

    private static final String GREETED = "220";

    static Step enter(Subject subject, String request, Tunnel.Talk talk, Hearing granted) {
        Dialogue inside = new TunnelDialogue(subject, request, talk, granted, Hearing.nothing(granted.search()), -1);
        return switch (talk) {
            case HTTP -> Step.go(inside, httpRequest(subject));
            case TLS -> Step.go(inside, new Action.StartTls(Optional.empty(), false));
            case SMTP -> Step.go(inside, new Action.WakeAfter(GREETING));
        };
    }

    @Override
    public Step on(Event event) {
        if (event instanceof Event.TlsEstablished) {
            return Step.go(this, httpRequest(subject));
        }
        if (event instanceof Event.TlsFailed) {
            return done(Ending.COMPLETE);
        }
        Hearing now = inside.after(event);
        TunnelDialogue next = with(now, spokeAt);
        if (now.proof().isPresent() || Endings.isEnding(event)) {
            return next.done(Ending.of(event));
        }
        return talk == Tunnel.Talk.SMTP ? next.smtp(event) : Step.await(next);
    }

    /** Says EHLO when the whole greeting has come, or when it has not; is done when that was answered. */
    private Step smtp(Event event) {
        boolean late = event instanceof Event.WokenUp;
        String heard = inside.content().latin1();
        if (spokeAt >= 0) {
            return late || hasReply(heard.substring(spokeAt), false) ? done(Ending.COMPLETE) : Step.await(this);
        }
        if (!late && !hasReply(heard, true)) {
            return Step.await(this);
        }
        Chunk hello = Chunk.of("EHLO " + subject.digits() + "\r\n");
        return Step.go(with(inside, heard.length()), new Action.SendBytes(hello), new Action.WakeAfter(REPLY));
    }

    /**
     * Whether the last line of a reply is there: three digits and a blank (RFC 5321 §4.2.1). A greeting may come after we have
     * spoken, and then answers nothing.
     */
    private static boolean hasReply(String text, boolean greeting) {
        for (String line : text.split("\n", -1)) {
            boolean last = line.length() > 3 && line.charAt(3) == ' ' && Character.isDigit(line.charAt(0));
            if (last && (greeting || !line.startsWith(GREETED))) {
                return text.endsWith("\n");
            }
        }
        return false;
    }

    private static Action.SendRequest httpRequest(Subject subject) {
        return Action.SendRequest.of(
                "GET",
                RequestTarget.origin(subject.path()),
                subject.destination().authority());
    }

    private TunnelDialogue with(Hearing now, int said) {
        return new TunnelDialogue(subject, request, talk, granted, now, said);
    }

    private Step done(Ending ending) {
        Tunnel tunnel = new Tunnel(talk, reply(), inside.content());
        return new Step.Done(new Answer(
                subject,
                request,
                Optional.ofNullable(granted.head()),
                granted.content(),
                granted.bytes() + inside.bytes(),
                ending,
                Optional.of(tunnel),
                inside.proof()));
    }

    private Optional<ResponseHead> reply() {
        return Optional.ofNullable(inside.head());
    }
}
