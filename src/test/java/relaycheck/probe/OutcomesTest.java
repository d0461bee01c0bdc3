package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Outcome.Kind;
import relaycheck.product.Products;
import relaycheck.proof.Arrival;

class OutcomesTest {
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());

    @ParameterizedTest(name = "{0} to GET, {1}, control {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            403 Forbidden                | COMPLETE | -               | REFUSED
            405 Method Not Allowed       | COMPLETE | -               | REFUSED
            400 Bad Request              | COMPLETE | -               | REFUSED
            421 Misdirected Request      | COMPLETE | -               | REFUSED
            501 Not Implemented          | COMPLETE | -               | REFUSED
            500 Internal Server Error    | COMPLETE | -               | REFUSED
            200 OK; =page                | COMPLETE | -               | SERVED_LOCALLY
            204 No Content               | COMPLETE | -               | SERVED_LOCALLY
            301 Moved; Location: /x      | COMPLETE | -               | SERVED_LOCALLY
            401 Unauthorized             | COMPLETE | -               | SERVED_LOCALLY
            404 Not Found                | COMPLETE | -               | SERVED_LOCALLY
            410 Gone                     | COMPLETE | -               | SERVED_LOCALLY
            407 Login                    | COMPLETE | -               | CHALLENGED
            407 Login                    | COMPLETE | 407 Login       | CHALLENGED
            502 Bad Gateway              | COMPLETE | 404 Not Found   | ATTEMPTED
            503 Unavailable              | COMPLETE | 200 OK          | ATTEMPTED
            504 Timeout                  | COMPLETE | 301 Moved       | ATTEMPTED
            502 Bad Gateway              | COMPLETE | -               | GATEWAY_ERROR
            502 Bad Gateway              | COMPLETE | ~SSH-2.0        | GATEWAY_ERROR
            502 Bad Gateway              | COMPLETE | 400 Bad Request | GATEWAY_ERROR
            503 Unavailable              | COMPLETE | 426 Upgrade     | GATEWAY_ERROR
            504 Timeout                  | COMPLETE | 505 Version     | GATEWAY_ERROR
            503 Unavailable              | COMPLETE | 429 Slow Down   | GATEWAY_ERROR
            429 Too Many Requests        | COMPLETE | -               | DROPPED
            429 Too Many Requests        | COMPLETE | 404 Not Found   | DROPPED
            502 Bad Gateway              | COMPLETE | 503 Unavailable | GATEWAY_ERROR
            502 Bad Gateway              | COMPLETE | 502 Bad Gateway | SERVED_LOCALLY
            -                            | DEADLINE | 404 Not Found   | ATTEMPTED
            -                            | DEADLINE | -               | SILENT
            -                            | DEADLINE | ~SSH-2.0        | SILENT
            -                            | CLOSED   | 404 Not Found   | DROPPED
            -                            | RESET    | 404 Not Found   | DROPPED
            -                            | RESET    | -               | DROPPED
            ~                            | CLOSED   | -               | DROPPED
            ~                            | DEADLINE | -               | SILENT
            ~                            | DEADLINE | 404 Not Found   | ATTEMPTED
            ~SSH-2.0-x                   | CLOSED   | -               | NOT_HTTP
            ~SSH-2.0-x                   | DEADLINE | 404 Not Found   | NOT_HTTP
            ~HTTP/1.1 20                 | DEADLINE | 404 Not Found   | DROPPED
            ~HTTP/1.1 200 OK             | LIMIT    | -               | DROPPED
            -                            | NO_TLS   | -               | REFUSED
            -                            | PORT_CLOSED   | -          | PORT_CLOSED
            -                            | PORT_FILTERED | -          | PORT_FILTERED
            """)
    void anAnswerToGet_isJudgedBesideTheControl(
            @Nullable String answer, Ending ending, @Nullable String control, Kind expected) {
        Evidence evidence = evidence(control(control), null, null);
        assertThat(kind(get(answer, ending), evidence)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} where TLS got {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            CLOSED   | 404 Not Found   | REFUSED
            RESET    | 200 OK          | REFUSED
            RESET    | 502 Bad Gateway | DROPPED
            CLOSED   | -               | DROPPED
            DEADLINE | 404 Not Found   | SILENT
            """)
    void silenceInPlain_isARefusal_whereTheHostItselfAnswersInTls(Ending ending, @Nullable String tls, Kind expected) {
        Answer inTls = tls == null ? null : Answers.to(Probes.TLS_GET, 8471, tls, Ending.COMPLETE);
        assertThat(kind(get("", ending), evidence(null, inTls, null))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} to CONNECT, {1}, control {2}, GET {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            405 Method Not Allowed | COMPLETE | -             | 200 OK          | REFUSED
            407 Login              | COMPLETE | -             | 200 OK          | CHALLENGED
            404 Not Found          | COMPLETE | -             | 404 Not Found   | SERVED_LOCALLY
            502 Bad Gateway        | COMPLETE | 404 Not Found | 404 Not Found   | REFUSED
            502 Bad Gateway        | COMPLETE | 200 OK        | 200 OK          | REFUSED
            502 Bad Gateway        | COMPLETE | 302 Found     | 302 Found       | REFUSED
            502 Bad Gateway        | COMPLETE | 200 OK        | 404 Not Found   | ATTEMPTED
            502 Bad Gateway        | COMPLETE | 200 OK; Server: a | 200 OK; Server: b | ATTEMPTED
            502 Bad Gateway        | COMPLETE | 403 Forbidden | 403 Forbidden   | ATTEMPTED
            502 Bad Gateway        | COMPLETE | 405 No        | 405 No          | ATTEMPTED
            502 Bad Gateway        | COMPLETE | 404 Not Found | -               | ATTEMPTED
            502 Bad Gateway; Via: 1.1 x | COMPLETE | 404 Not Found | 503 No      | ATTEMPTED
            503 Unavailable        | COMPLETE | 404 Not Found | 404 Not Found   | ATTEMPTED
            504 Timeout            | COMPLETE | 200 OK        | 200 OK          | ATTEMPTED
            502 Bad Gateway        | COMPLETE | -             | 404 Not Found   | GATEWAY_ERROR
            -                      | CLOSED   | -             | 200 OK          | REFUSED
            -                      | RESET    | -             | 404 Not Found   | REFUSED
            -                      | CLOSED   | -             | -               | DROPPED
            -                      | CLOSED   | -             | 502 Bad Gateway | DROPPED
            -                      | RESET    | -             | ~SSH-2.0        | DROPPED
            -                      | DEADLINE | 404 Not Found | 404 Not Found   | SILENT
            -                      | DEADLINE | -             | -               | SILENT
            """)
    void anAnswerToConnect_isJudgedBesideWhatGetWas(
            @Nullable String answer, Ending ending, @Nullable String control, @Nullable String get, Kind expected) {
        Evidence evidence = evidence(control(control), getAnswer(get), null);
        assertThat(kind(connect(answer, ending), evidence)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, inside {1}, {2}, GET {3}, other voice {4}: {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            200 Established                  | -                  | DEADLINE | -                      | -        | ACCEPTED
            200 Established                  | -                  | DEADLINE | 200 Established        | -        | ACCEPTED
            200 Established                  | -                  | CLOSED   | 404 Not Found          | -        | ACCEPTED
            200 Established                  | -                  | CLOSED   | 200 Established        | -        | SERVED_LOCALLY
            200 OK; Server: a                | -                  | CLOSED   | 200 OK; Server: b      | -        | ACCEPTED
            200 OK; Server: a                | -                  | CLOSED   | 200 OK; Server: a      | -        | SERVED_LOCALLY
            200 OK; Content-Length: 0        | -                  | DEADLINE | -                      | -        | ACCEPTED
            200 OK; Content-Length: 5        | -                  | DEADLINE | -                      | -        | SERVED_LOCALLY
            200 OK; Transfer-Encoding: chunked | -                | DEADLINE | -                      | -        | SERVED_LOCALLY
            200 Established                  | ~<html>page        | CLOSED   | -                      | -        | SERVED_LOCALLY
            200 Established                  | ~220 other mail    | DEADLINE | -                      | -        | ACCEPTED
            200 OK                           | ~ok                | CLOSED   | -                      | -        | ACCEPTED
            200 OK; Content-Type: text/plain | ~ok                | CLOSED   | -                      | -        | SERVED_LOCALLY
            200 OK; Content-Type: text/plain | -                  | DEADLINE | -                      | -        | ACCEPTED
            200 Established                  | ~a page of its own | CLOSED   | 200 OK; =a page of its own | -    | SERVED_LOCALLY
            200 Established                  | 404 No; Server: a  | COMPLETE | 404 No; Server: a      | -        | SERVED_LOCALLY
            200 Established                  | 404 No; Server: b  | COMPLETE | 404 No; Server: a      | -        | ACCEPTED
            200 Established                  | 404 No             | COMPLETE | 404 No                 | -        | SERVED_LOCALLY
            200 Established                  | 503 No             | COMPLETE | 404 No                 | -        | ACCEPTED
            200 Established                  | -                  | DEADLINE | 404 No; Server: a | 404 No; Server: a | SERVED_LOCALLY
            200 Established                  | -                  | DEADLINE | 404 No; Server: a | 404 No; Server: b | ACCEPTED
            200 Established                  | -                  | DEADLINE | -                      | ~220 x   | ACCEPTED
            """)
    void a2xxToConnect_isAcceptedUnlessTheHostItselfIsBehindIt(
            String answer,
            @Nullable String inside,
            Ending ending,
            @Nullable String get,
            @Nullable String other,
            Kind expected) {
        Answer tunnel = Answers.withTunnel(connect(answer, ending), Tunnel.Talk.TLS, text(inside));
        Answer retry = other == null
                ? null
                : Answers.withTunnel(
                        Answers.to(Probes.CONNECT_OTHERWISE, 443, answer, ending), Tunnel.Talk.HTTP, other);
        assertThat(kind(tunnel, evidence(null, getAnswer(get), retry))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, control {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            503 Unavailable; Server: squid; X-Squid-Error: ERR_CONNECT_FAIL 111 | -             | ATTEMPTED
            503 Unavailable; Server: squid; X-Squid-Error: ERR_CONNECT_FAIL 111 | 404 Not Found | ATTEMPTED
            503 Unavailable; X-Squid-Error: ERR_CANNOT_FORWARD 0 | 403 No; X-Squid-Error: ERR_ACCESS_DENIED 0 | ATTEMPTED
            403 Forbidden; Server: squid; X-Squid-Error: ERR_ACCESS_DENIED 0    | -             | REFUSED
            200 OK; Server: squid                                               | -             | SERVED_LOCALLY
            """)
    void aProductsOwnWords_tellMoreThanTheStatus(String answer, @Nullable String control, Kind expected) {
        assertThat(kind(get(answer, Ending.COMPLETE), evidence(control(control), null, null)))
                .isEqualTo(expected);
    }

    @Test
    void aSign_isReadInErrorsOnly() {
        String squid = "; X-Squid-Error: ERR_ACCESS_DENIED 0";
        assertThat(OUTCOMES.sign(get("400 Bad Request" + squid, Ending.COMPLETE)))
                .isPresent();
        assertThat(OUTCOMES.sign(get("399 Odd" + squid, Ending.COMPLETE))).isEmpty();
        assertThat(OUTCOMES.isProxySign(get("403 No" + squid, Ending.COMPLETE))).isTrue();
        assertThat(OUTCOMES.isProxySign(get("403 No; Server: Apache", Ending.COMPLETE)))
                .isFalse();
    }

    /** What counts requests answers the first one and none of the others. */
    @ParameterizedTest
    @CsvSource({"404 Not Found, GATEWAY_ERROR", "503 Unavailable, SERVED_LOCALLY", "'', SERVED_LOCALLY"})
    void aFailureOfEachRequestButTheFirstGet_isNoAnswer(String firstGet, Kind kind) {
        Evidence evidence = evidence(control("503 Unavailable"), getAnswer(firstGet), null);
        assertThat(kind(get("503 Unavailable", Ending.COMPLETE), evidence)).isEqualTo(kind);
        assertThat(kind(Answers.to(Probes.HOST, 8471, "503 Unavailable", Ending.COMPLETE), evidence))
                .isEqualTo(Kind.SERVED_LOCALLY);
    }

    @Test
    void aFailureThatItsOwnRequestsMeetToo_tellsNothing() {
        String failed = "503 Unavailable; Server: squid; X-Squid-Error: ERR_CANNOT_FORWARD 0";
        Evidence alike = evidence(control(failed), null, null);
        assertThat(kind(get(failed, Ending.COMPLETE), alike)).isEqualTo(Kind.SERVED_LOCALLY);
        assertThat(OUTCOMES.judge(get(failed, Ending.COMPLETE), alike).because())
                .endsWith(", as to any other request");
    }

    /** So that the owner can tell a filter on the way out from a destination that is not there. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            503 No; X-Squid-Error: ERR_CONNECT_FAIL 111 | Squid tried and failed (503 No: connection refused)
            503 No; X-Squid-Error: ERR_CONNECT_FAIL 110 | Squid tried and failed (503 No: connection timeout)
            502 No; Proxy-Status: a;error=dns_error    | tried and failed (502 No: dns error), where its own requests do not
            403 No; Proxy-Status: a;error=destination_ip_prohibited | 403 No: destination ip prohibited
            403 No; Proxy-Status: a;error=no_such_word | 403 No
            """)
    void whatAGatewaySaysOfAFailure_isTold(String answer, String because) {
        Evidence evidence = evidence(control("404 No"), null, null);
        assertThat(OUTCOMES.judge(get(answer, Ending.COMPLETE), evidence).because())
                .isEqualTo(because);
    }

    /** Go and Node.js say so; 10.9.9.9 is where they were asked to go. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            503 No; =dial tcp 10.9.9.9:80: connect: connection refused | ATTEMPTED
            500 No; =dial tcp 10.9.9.9:80: i/o timeout                 | ATTEMPTED
            502 No; =Error: connect ECONNREFUSED 10.9.9.9:80           | ATTEMPTED
            400 No; =<p>connect EHOSTUNREACH 10.9.9.9:80</p>           | ATTEMPTED
            503 No; =dial tcp 10.9.9.9:8080: connection refused         | SERVED_LOCALLY
            503 No; =dial tcp 10.9.9.8:80: connection refused          | SERVED_LOCALLY
            503 No; =refused: 10.9.9.9:80                              | SERVED_LOCALLY
            200 OK; =dial tcp 10.9.9.9:80: connection refused          | SERVED_LOCALLY
            """)
    void whoNamesTheCanaryAsUnreached_tried_whateverItSaysOtherwise(String answer, Kind expected) {
        Evidence alike = evidence(control("503 No"), null, null);
        assertThat(kind(get(answer, Ending.COMPLETE), alike)).isEqualTo(expected);
    }

    @Test
    void theControlRequest_triesNothing() {
        Answer control =
                Answers.to(Probes.CONTROL, 80, "500 No; =dial tcp 10.9.9.9:80: connection refused", Ending.COMPLETE);
        assertThat(kind(control, Evidence.NONE)).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"RESET, reset without an answer", "CLOSED, closed without an answer"})
    void anAnswerThatNeverCame_saysHowItEnded(Ending ending, String because) {
        assertThat(OUTCOMES.judge(get("", ending), Evidence.NONE).because()).isEqualTo(because);
    }

    @Test
    void aProofInARefusal_isRelayedToThePortOfArrival() {
        Answer answer = Answers.withProof(get("403 Forbidden", Ending.COMPLETE), 25);
        Outcome outcome = OUTCOMES.judge(answer, Evidence.NONE);
        assertThat(outcome.kind()).isEqualTo(Kind.RELAYED);
        assertThat(outcome.arrived()).containsExactly(25);
    }

    @Test
    void anArrivalWithoutAnAnswer_isRelayed() {
        Outcome outcome = OUTCOMES.judge(get(null, Ending.DEADLINE), arrived(80, false));
        assertThat(outcome.kind()).isEqualTo(Kind.RELAYED);
        assertThat(outcome.arrived()).containsExactly(80);
        assertThat(outcome.because()).contains("one-way");
    }

    @Test
    void aControlRequestThatArrives_isNoRelay() {
        Answer control = Answers.to(Probes.CONTROL, 80, "404 Not Found", Ending.COMPLETE);
        assertThat(OUTCOMES.judge(control, arrived(80, false)).kind()).isEqualTo(Kind.SERVED_LOCALLY);
        assertThat(OUTCOMES.judge(Answers.withProof(control, 80), Evidence.NONE).kind())
                .isNotEqualTo(Kind.RELAYED);
    }

    @Test
    void whatCameFromOurOwnSocket_isAnotherDoorToTheCanary() {
        Evidence direct = new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), ImmutableList.of(), true);
        Outcome outcome = OUTCOMES.judge(get("200 OK", Ending.COMPLETE), direct);
        assertThat(outcome.kind()).isEqualTo(Kind.SERVED_LOCALLY);
        assertThat(outcome.because()).contains("canary itself");
    }

    private static Evidence arrived(int port, boolean direct) {
        Arrival arrival = new Arrival(
                Answers.nonce(port), port, Instant.EPOCH, Answers.CANARY, 1, Arrival.Protocol.HTTP, "GET / HTTP/1.1");
        return new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), ImmutableList.of(arrival), direct);
    }

    private static Kind kind(Answer answer, Evidence evidence) {
        return OUTCOMES.judge(answer, evidence).kind();
    }

    private static Evidence evidence(@Nullable Answer control, @Nullable Answer get, @Nullable Answer retry) {
        return new Evidence(
                Optional.ofNullable(control),
                Optional.ofNullable(get),
                Optional.ofNullable(retry),
                ImmutableList.of(),
                false);
    }

    private static Answer get(@Nullable String text, Ending ending) {
        return Answers.to(Probes.GET, 80, text(text), ending);
    }

    private static Answer connect(@Nullable String text, Ending ending) {
        return Answers.to(Probes.CONNECT, 443, text(text), ending);
    }

    private static @Nullable Answer control(@Nullable String text) {
        return text == null ? null : Answers.to(Probes.CONTROL, 8471, text, Ending.COMPLETE);
    }

    private static @Nullable Answer getAnswer(@Nullable String text) {
        return text == null ? null : get(text, Ending.COMPLETE);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
