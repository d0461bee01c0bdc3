package relaycheck.inquiry;

import org.jspecify.annotations.Nullable;
import relaycheck.probe.Ask;
import relaycheck.probe.OnSign;
import relaycheck.probe.Opening;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.probe.Way;

/**
 * A question, and what the rules want to know of it. Looked up once: they look at each question after every answer.
 *
 * @param ask          the question
 * @param role         what the rules take it for
 * @param way          its kind of request
 * @param opening      the protocol in which it is put
 * @param needsSign    whether it is put only where an answer shows a sign of its protocol
 * @param leading      the question whose answer calls for this one: of the same probe that to the first port, of a login the one
 *     without, of HTTP/2 in TLS that in HTTP/1.1; null where there is none
 * @param firstVoice   of a question in another voice, the one in the first; null of any other
 */
record Candidate(
        Ask ask,
        Role role,
        Way way,
        Opening opening,
        boolean needsSign,
        @Nullable Ask leading,
        @Nullable Ask firstVoice) {
    /** What a question is to the others. */
    enum Role {
        /** The GET that dials. */
        FIRST_GET,
        /** The GET whose answer, where it is the first one's again, speaks for the rest. */
        SECOND_GET,
        /** Any other GET. */
        GET,
        /** The CONNECT that is put beside the first GET. */
        FIRST_CONNECT,
        /** The CONNECT to 25, whose answer, where it is the first one's again, speaks for the rest. */
        SECOND_CONNECT,
        /** Any other CONNECT. */
        CONNECT,
        /** Whether a login would open what is closed to those without. */
        LOGIN,
        /** The first question of its kind in HTTP/2 inside TLS. */
        HTTP2_IN_TLS,
        /** A tunnel in another voice. */
        OTHER_VOICE,
        /** The request to compare with. */
        CONTROL,
        /** Any other question. */
        OTHER
    }

    private static final int WEB = 80;

    static Candidate of(Ask ask, Questions questions) {
        Role role = role(ask, questions);
        return new Candidate(
                ask,
                role,
                ask.probe().way(),
                ask.probe().opening(),
                ask.probe() instanceof OnSign,
                another(ask, questions.first(leading(ask, role))),
                questions.firstVoice(ask));
    }

    private static Role role(Ask ask, Questions questions) {
        Probe probe = ask.probe();
        if (isSame(ask, questions.firstGet())) {
            return Role.FIRST_GET;
        }
        if (isSame(ask, questions.firstConnect())) {
            return Role.FIRST_CONNECT;
        }
        if (isSame(ask, questions.control())) {
            return Role.CONTROL;
        }
        if (probe == Probes.GET) {
            return isSame(ask, secondGet(questions)) ? Role.SECOND_GET : Role.GET;
        }
        if (probe == Probes.CONNECT && portOf(ask) == Questions.SMTP) {
            return Role.SECOND_CONNECT;
        }
        if (probe == Probes.CONNECT) {
            return Role.CONNECT;
        }
        if (is(Probes.SOCKS5_LOGIN, ask)) {
            return Role.LOGIN;
        }
        boolean http2InTls = is(Probes.TLS_H2_GET, ask) || is(Probes.TLS_H2_CONNECT, ask);
        if (http2InTls && isSame(ask, questions.first(probe))) {
            return Role.HTTP2_IN_TLS;
        }
        return probe == Probes.CONNECT_OTHERWISE ? Role.OTHER_VOICE : Role.OTHER;
    }

    private static Probe leading(Ask ask, Role role) {
        return switch (role) {
            case LOGIN -> Probes.SOCKS5;
            case HTTP2_IN_TLS -> Probes.TLS_GET;
            default -> ask.probe();
        };
    }

    /** Also where it is put on a sign alone. */
    private static boolean is(Probe probe, Ask ask) {
        return ask.probe().name().equals(probe.name());
    }

    /** To port 80 where that is asked for. */
    private static @Nullable Ask secondGet(Questions questions) {
        Ask web = questions.find(ask -> isFurtherGet(ask, questions) && portOf(ask) == WEB);
        return web != null ? web : questions.find(ask -> isFurtherGet(ask, questions));
    }

    private static boolean isFurtherGet(Ask ask, Questions questions) {
        return ask.probe() == Probes.GET && !isSame(ask, questions.firstGet());
    }

    private static @Nullable Ask another(Ask ask, @Nullable Ask other) {
        return isSame(ask, other) ? null : other;
    }

    /** By id, as everywhere in a scan: comparing records part by part is linked at their first use, a twentieth of a start. */
    private static boolean isSame(Ask ask, @Nullable Ask other) {
        return other != null && ask.id().equals(other.id());
    }

    private static int portOf(Ask ask) {
        return ask.destination().port();
    }

    boolean isGet() {
        return role == Role.FIRST_GET || role == Role.SECOND_GET || role == Role.GET;
    }
}
