package relaycheck.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.verdict.Severity;

/** What requests are judged to be, and how they are counted. */
class TallyTest {
    private static final String NONCE = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(textBlock = """
            # request, answer, uses, attempts, own
            CONNECT a.example:25 HTTP/1.1, 200 -, 1, 0, 0
            CONNECT a.example:25 HTTP/1.1, 299 5, 1, 0, 0
            CONNECT a.example:25 HTTP/1.1, 302 5, 0, 1, 0
            CONNECT a.example:25 HTTP/1.1, 405 235, 0, 1, 0
            CONNECT a.example:25 HTTP/1.1, 403 5, 0, 1, 0
            CONNECT a.example:25 HTTP/1.1, 502 5, 0, 1, 0
            CONNECT www.own.example:25 HTTP/1.1, 200 -, 1, 0, 0
            GET http://a.example/ HTTP/1.1, 200 5120, 1, 0, 0
            GET http://a.example/ HTTP/1.1, 301 5120, 1, 0, 0
            GET http://a.example/ HTTP/1.1, 304 -, 1, 0, 0
            GET http://a.example/ws HTTP/1.1, 101 0, 1, 0, 0
            connect a.example:25 HTTP/1.1, 200 -, 1, 0, 0
            POST https://a.example:8443/x HTTP/1.1, 201 7, 1, 0, 0
            GET http://a.example/ HTTP/1.1, 404 397, 0, 1, 0
            GET http://a.example/ HTTP/1.1, 407 397, 0, 1, 0
            GET http://a.example/ HTTP/1.1, 503 397, 0, 1, 0
            GET http://www.own.example/x HTTP/1.1, 200 5, 0, 0, 0
            GET http://WWW.OWN.EXAMPLE:80/x HTTP/1.1, 404 5, 0, 0, 0
            GET /http://a.example/ HTTP/1.1, 200 5, 0, 0, 0
            GET http://a.example/0123456789abcdef0123456789abcdef/ HTTP/1.1, 200 5, 1, 0, 0
            GET http://10.0.0.9:8471/0123456789abcdef0123456789abcdef/ HTTP/1.1, 200 5, 0, 0, 1
            CONNECT 10.0.0.9:8471 HTTP/1.1, 200 5, 0, 0, 1
            CONNECT 10.0.0.9:8471/ HTTP/1.1, 200 5, 0, 0, 1
            CONNECT 10.0.0.9:25 HTTP/1.1, 200 5, 1, 0, 0
            GET http://a.example/0123456789abcdef0123456789abcdef/x HTTP/1.1, 200 5, 1, 0, 0
            GET http://a.example/0123456789abcdef0123456789abcde/ HTTP/1.1, 404 5, 0, 1, 0
            """)
    void requestAndAnswer_areUseAttemptOwnOrNothing(String request, String answer, long uses, long attempts, long own) {
        Impact impact = impact("203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"" + request + "\" " + answer + "\n");
        assertThat(List.of(impact.uses(), impact.attempts(), impact.own())).containsExactly(uses, attempts, own);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            203.0.113.9, CONNECT a.example:25 HTTP/1.1, 200, CRITICAL
            203.0.113.9, CONNECT a.example:587 HTTP/1.1, 200, CRITICAL
            203.0.113.9, CONNECT a.example:6881 HTTP/1.1, 200, CRITICAL
            203.0.113.9, GET http://a.example:25/ HTTP/1.1, 200, CRITICAL
            203.0.113.9, CONNECT a.example:443 HTTP/1.1, 200, HIGH
            203.0.113.9, GET http://a.example/ HTTP/1.1, 200, HIGH
            1902.168.0.1, CONNECT a.example:443 HTTP/1.1, 200, HIGH
            192.168.0.1, CONNECT a.example:25 HTTP/1.1, 200, MEDIUM
            203.0.113.9, CONNECT a.example:25 HTTP/1.1, 405, LOW
            192.168.0.1, CONNECT a.example:25 HTTP/1.1, 405, INFO
            """)
    void finding_isAsSevereAsWhoReachedWhat(String source, String request, int status, Severity severity) {
        Impact impact = impact(source + " - - [22/Oct/2007:03:14:12 +0000] \"" + request + "\" " + status + " 5\n");
        assertThat(impact.findings()).hasSize(1);
        assertThat(impact.findings().get(0).severity()).isEqualTo(severity);
        assertThat(impact.findings().get(0).samples())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("x.log:1: " + source);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.1.2.3, false
            172.31.0.1, false
            172.32.0.1, true
            192.168.255.255, false
            127.0.0.1, false
            100.64.0.1, true
            169.254.1.1, false
            8.8.8.8, true
            198.51.100.77, false
            198.51.101.77, true
            ::1, false
            fd00::1, false
            fe80::1%eth0, false
            2001:db8::1, true
            ::ffff:10.0.0.1, false
            ::ffff:8.8.8.8, true
            1902.168.0.1, true
            10.0.0, true
            010.0.0.1, true
            inside.example, true
            -, true
            """)
    void source_isOutsideUnlessItsAddressIsKnownToBeInside(String source, boolean outside) {
        Impact impact = impact(source + " - - [22/Oct/2007:03:14:12 +0000] \"CONNECT a.example:25 HTTP/1.1\" 405 5\n");
        assertThat(impact.sources()).hasSize(1);
        assertThat(impact.sources().get(0).address()).isEqualTo(source);
        assertThat(impact.sources().get(0).outside()).isEqualTo(outside);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # own answer to /, request, its answer, uses
            200 10701, GET http://a.example/ HTTP/1.1, 200 10701, 0
            200 10908, GET http://a.example/ HTTP/1.1, 200 10927, 0
            200 10908, GET http://a.example HTTP/1.1, 200 10908, 0
            200 10908, GET http://a.example/?q=1 HTTP/1.1, 200 10908, 0
            200 10908, HEAD http://a.example/ HTTP/1.1, 200 -, 0
            200 10908, HEAD http://a.example/x HTTP/1.1, 200 -, 1
            301 300, HEAD http://a.example/x HTTP/1.1, 301 -, 0
            200 10908, GET http://a.example/x HTTP/1.1, 200 10908, 0
            301 300, GET http://a.example/some/path HTTP/1.1, 301 340, 0
            200 10908, GET http://a.example/ HTTP/1.1, 200 5120, 1
            304 -, GET http://a.example/ HTTP/1.1, 304 -, 0
            304 -, GET http://a.example/x HTTP/1.1, 304 -, 1
            302 -, GET http://a.example/x HTTP/1.1, 302 -, 0
            200 10908, GET http://a.example/x HTTP/1.1, 200 10927, 1
            200 10908, GET http://a.example/ HTTP/1.1, 301 10908, 1
            404 10908, GET http://a.example/ HTTP/1.1, 200 10908, 1
            301 300, GET http://a.example/ HTTP/1.1, 301 5000, 1
            """)
    void answerLikeTheServersOwnPage_isNoUse(String own, String request, String answer, long uses) {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"%s\" %s\n";
        String asked = line.formatted(request, answer);
        String ownPage = line.formatted("GET / HTTP/1.1", own);
        for (String log : List.of(asked + ownPage, ownPage + asked)) {
            assertThat(impact(log).uses()).isEqualTo(uses);
            assertThat(impact(log).attempts()).isEqualTo(1 - uses);
        }
    }

    /** Where the length of an answer is not logged nothing tells the server's own page from another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T13:34:12+09:00 203.0.113.7 '%s HTTP/1.1' 200\n",
                "203.0.113.7 - - [22/Oct/2007:03:14:12 +0000] '%s HTTP/1.1' 200\n",
                "{'time':'2026-11-24T13:34:12Z','remote_addr':'203.0.113.7','request':'%s HTTP/1.1','status':200}\n"
            })
    void answerOfUnknownLength_isNotTheServersOwnPage(String form) {
        String line = form.replace('\'', '"');
        String log =
                line.formatted("GET /") + line.formatted("GET http://a.example/x") + line.formatted("GET http://a/");
        assertThat(impact(log).unparsed()).isZero();
        assertThat(counts(log)).containsExactly(2L, 0L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 0 | 1 request relayed   | ; it is an absolute-form request that
            2 | 0 | 2 requests relayed  | ; all of them are absolute-form requests that
            1 | 1 | 2 requests relayed  | ; 1 of them is an absolute-form request that
            2 | 1 | 3 requests relayed  | ; 2 of them are absolute-form requests that
            """)
    void whatALogCannotProve_isSaidOfAsManyAsItIsTrueOf(int guessed, int sure, String one, String other) {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"%s HTTP/1.1\" 200 -\n";
        String log = line.formatted("GET http://a.example/").repeat(guessed)
                + line.formatted("CONNECT a.example:443").repeat(sure);
        assertThat(impact(log).findings().get(0).because()).startsWith(one).contains(other);
    }

    @Test
    void ownPage_isNoReasonInAProxysLog() {
        Impact impact = impact("""
                203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] "GET / HTTP/1.1" 200 431
                1795527252.026     13 192.0.2.1 TCP_MISS/200 431 GET http://a.example/ - HIER_DIRECT/198.51.100.1 -
                """);
        assertThat(impact.uses()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT a.example:25 HTTP/1.1, relaycheck/0.1.0 (me@example.com), true",
        "CONNECT a.example:25 HTTP/1.1, notrelaycheck/0.1.0, false",
        "GET http://a.example/" + NONCE + "/ HTTP/1.1, curl/8, true",
        "GET http://a.example/" + NONCE + "/x HTTP/1.1, curl/8, false",
    })
    void whoCallsHimselfRelaycheck_isCountedAsAnybodyAndSaidSeparately(String request, String agent, boolean said) {
        Impact impact = impact(
                "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"" + request + "\" 405 5 \"-\" \"" + agent + "\"\n");
        assertThat(impact.own()).isZero();
        assertThat(impact.attempts()).isEqualTo(1);
        assertThat(impact.sources()).hasSize(1);
        assertThat(impact.findings().stream()
                        .anyMatch(finding ->
                                finding.because().startsWith("1 of these requests call themselves relaycheck")))
                .isEqualTo(said);
    }

    @Test
    void aCanaryWithoutAPort_isTurnedDown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tally(
                        Insiders.of(ImmutableList.of()), ImmutableList.of(), ImmutableSet.of("canary.example")))
                .withMessage("canary.example is not HOST:PORT");
    }

    @Test
    void sourcesAndDestinations_areCountedWithTheirSpanMostUsesFirst() {
        Impact impact = impact("""
                203.0.113.1 - - [22/Oct/2007:05:00:00 +0000] "CONNECT a.example:25 HTTP/1.1" 405 5
                203.0.113.1 - - [22/Oct/2007:03:00:00 +0000] "CONNECT A.example:25 HTTP/1.1" 405 5
                203.0.113.2 - - [22/Oct/2007:04:00:00 +0000] "CONNECT b.example:25 HTTP/1.1" 200 5
                203.0.113.2 - - [22/Oct/2007:02:00:00 +0000] "GET / HTTP/1.1" 200 7
                """);
        Instant start = Instant.parse("2007-10-22T02:00:00Z");
        assertThat(impact.from()).isEqualTo(start);
        assertThat(impact.to()).isEqualTo(start.plusSeconds(3 * 3600));
        assertThat(impact.sources())
                .containsExactly(
                        new Impact.Source("203.0.113.2", true, 0, 1, start.plusSeconds(7200), start.plusSeconds(7200)),
                        new Impact.Source(
                                "203.0.113.1", true, 2, 0, start.plusSeconds(3600), start.plusSeconds(10800)));
        assertThat(impact.destinations())
                .containsExactly(
                        new Impact.Place("b.example", 25, 0, 1, "spam (SMTP)"),
                        new Impact.Place("a.example", 25, 2, 0, "spam (SMTP)"));
        assertThat(impact.timeline())
                .extracting(Impact.Bar::unit, Impact.Bar::attempts, Impact.Bar::uses)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hour", 1L, 0L),
                        org.assertj.core.groups.Tuple.tuple("hour", 0L, 1L),
                        org.assertj.core.groups.Tuple.tuple("hour", 1L, 0L));
    }

    @ParameterizedTest
    @CsvSource({
        "22, SSH",
        "25, spam",
        "465, spam",
        "587, spam",
        "3389, remote desktop",
        "6667, IRC",
        "41234, peer-to-peer",
        "443, web"
    })
    void port_suggestsWhatItWasFor(int port, String meaning) {
        assertThat(PortMeaning.of(port)).contains(meaning);
    }

    /** Logs that the servers of Debian 12 wrote while a client asked each for the same things, and what truly was relayed. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            apache-plain.log, 13, 0, 10
            apache-open.log, 13, 4, 6
            nginx-plain.log, 7, 0, 4
            squid-open.log, 14, 4, 6
            tinyproxy-open.log, 87, 4, 6
            3proxy-open.log, 35, 13, 11
            dante-open.log, 40, 4, 5
            dante-ends.log, 13, 1, 4
            privoxy-open.log, 145, 7, 5
            privoxy-requests.log, 21, 4, 4
            haproxy-reverse.log, 15, 0, 10
            use-and-attempt.log, 2, 1, 1
            trafficserver-open.log, 18, 17, 1
            squid-combined.log, 18, 12, 2
            caddy-respond.log, 18, 0, 13
            haproxy-itself.log, 18, 0, 14
            varnish-plain.log, 18, 0, 14
            """)
    void logOfARealServer_countsWhatWasRelayed(String file, long lines, long uses, long attempts) throws IOException {
        Impact impact = impact(resource(file));
        assertThat(List.of(impact.lines(), impact.unparsed(), impact.uses(), impact.attempts()))
                .containsExactly(lines, 0L, uses, attempts);
    }

    @Test
    void tinyproxysMessages_arePairedAcrossClientsAtOnce() {
        String text = """
                CONNECT   Nov 24 13:34:11 [1]: Connect (file descriptor 5): 203.0.113.1
                CONNECT   Nov 24 13:34:11 [1]: Connect (file descriptor 6): 203.0.113.2
                CONNECT   Nov 24 13:34:12 [1]: Request (file descriptor 6): CONNECT b.example:25 HTTP/1.1
                CONNECT   Nov 24 13:34:12 [1]: Request (file descriptor 5): CONNECT a.example:25 HTTP/1.1
                CONNECT   Nov 24 13:34:13 [1]: Established connection to host "a.example" using file descriptor 7.
                CONNECT   Nov 24 13:34:14 [1]: Connect (file descriptor 6): 203.0.113.3
                CONNECT   Nov 24 13:34:15 [1]: Request (file descriptor 6): GET http://c.example/ HTTP/1.1
                CONNECT   Nov 24 13:34:16 [1]: Established connection to http proxy "up.example" using file descriptor 8.
                CONNECT   Nov 24 13:34:17 [1]: Request (file descriptor 9): GET http://d.example/ HTTP/1.1
                """;
        assertThat(impact(text).sources())
                .extracting(Impact.Source::address, Impact.Source::uses, Impact.Source::attempts)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("203.0.113.1", 1L, 0L),
                        org.assertj.core.groups.Tuple.tuple("203.0.113.2", 0L, 1L),
                        org.assertj.core.groups.Tuple.tuple("203.0.113.3", 1L, 0L),
                        org.assertj.core.groups.Tuple.tuple("-", 0L, 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "2026-11-24T13:34:13.123456789Z stdout F %s",
                "proxy-1  | %s",
                "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-24T13:34:13Z\"}"
            })
    void messagesInAContainersLog_arePutTogether(String wrapping) {
        List<String> tinyproxy = List.of(
                "CONNECT   Dec 01 00:58:24 [1]: Connect (file descriptor 5): 203.0.113.1",
                "CONNECT   Dec 01 00:58:24 [1]: Request (file descriptor 5): CONNECT a.example:25 HTTP/1.1",
                "CONNECT   Dec 01 00:58:24 [1]: Established connection to host \"a.example\" using file descriptor 6.");
        List<String> dante = List.of("Nov 30 12:26:54 (1796041614.895031) sockd[9]: info: pass(2): tcp/connect [:"
                + " 203.0.113.1.5 10.0.0.1.1080 -> 10.0.0.1.4 198.51.100.7.25");
        List<String> privoxy = List.of("2026-11-30 12:31:41.950 7fd1070246c0 Request: a.example:25/");
        for (List<String> messages : List.of(tinyproxy, dante, privoxy)) {
            StringBuilder log = new StringBuilder();
            for (String message : messages) {
                String text = wrapping.startsWith("{") ? message.replace("\"", "\\\"") : message;
                log.append(wrapping.formatted(text)).append('\n');
            }
            assertThat(impact(log.toString()).unparsed()).isZero();
            assertThat(counts(log.toString())).containsExactly(1L, 0L);
        }
    }

    /** As tinyproxy 1.11 writes them: it takes several blanks for one, and {@code connect} by its Host. */
    @ParameterizedTest
    @CsvSource({"GET  http://a.example:80/two", "CONNECT  a.example:80", "connect a.example:80"})
    void tinyproxysRequestInAnOddForm_isPairedWithItsConnection(String request) {
        String text = """
                CONNECT   Dec 01 00:58:24 [1]: Connect (file descriptor 5): 203.0.113.1
                CONNECT   Dec 01 00:58:24 [1]: Request (file descriptor 5): %s HTTP/1.1
                %sINFO      Dec 01 00:58:24 [1]: No upstream proxy for a.example
                CONNECT   Dec 01 00:58:24 [1]: Established connection to host "A.example" using file descriptor 6.
                """;
        String byHost = request.startsWith("connect")
                ? "INFO      Dec 01 00:58:24 [1]: process_request: trans Host connect http://a.example:80a.example:80 for 5\n"
                : "";
        assertThat(impact(text.formatted(request, byHost)).destinations())
                .containsExactly(new Impact.Place("a.example", 80, 0, 1, "web (HTTP)"));
    }

    /** As many as can be open: each "Established" was searched for among all of them. */
    @Test
    @Timeout(20)
    void tinyproxysThousandsAtOnce_arePairedEachWithItsOwn() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            log.append("CONNECT   Dec 01 00:58:24 [1]: Request (file descriptor %d): CONNECT h%d.example:25 HTTP/1.1\n"
                    .formatted(i % 9_900, i % 9_900));
            if (i >= 9_800) {
                log.append(
                        "CONNECT   Dec 01 00:58:24 [1]: Established connection to host \"h%d.example\" using file descriptor 9\n"
                                .formatted((i - 9_800) % 9_900));
            }
        }
        assertThat(counts(log.toString())).containsExactly(50_200L, 9_800L);
    }

    @Test
    void dantesConnection_isCountedOnceWhicheverOfItsEndsIsLogged() {
        String began =
                "Nov 30 12:26:54 host sockd[9]: info: pass(2): tcp/connect [: %s -> 10.0.0.1.4 198.51.100.7.25\n";
        String ended = "2026-11-30T12:26:55.1+00:00 host sockd[9]: info: pass(%d): tcp/connect ]: 94 -> %s -> 80, 80 ->"
                + " 10.0.0.1.4 198.51.100.7.25 -> 94: remote peer closed.  Session duration: 0s\n";
        String both = String.format(began, "username%u@203.0.113.1.5 10.0.0.1.1080")
                + String.format(ended, 2, "username%u@203.0.113.1.5 10.0.0.1.1080");
        String beganInAnEarlierFile = String.format(ended, 2, "203.0.113.2.5 10.0.0.1.1080");
        String ofARuleThatLogsEnds = String.format(ended, 3, "2001:db8::3.5 10.0.0.1.1080");
        Impact impact = impact(both + beganInAnEarlierFile + ofARuleThatLogsEnds);
        assertThat(impact.unparsed()).isZero();
        assertThat(impact.sources())
                .extracting(Impact.Source::address, Impact.Source::uses, Impact.Source::attempts)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("203.0.113.1", 1L, 0L),
                        org.assertj.core.groups.Tuple.tuple("2001:db8::3", 1L, 0L));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TCP_MISS/404, HIER_DIRECT/198.51.100.1, 1, 0
            TCP_MISS/401, DIRECT/a.example, 1, 0
            TCP_MISS/500, HIER_DIRECT/198.51.100.1, 1, 0
            TCP_MISS/501, HIER_DIRECT/198.51.100.1, 1, 0
            TCP_MISS/504, HIER_DIRECT/198.51.100.1, 0, 1
            TCP_MISS/500, HIER_NONE/-, 0, 1
            TCP_MISS/404, HIER_NONE/-, 0, 1
            TCP_MISS/404, NONE/-, 0, 1
            TCP_MISS/200, HIER_NONE/-, 0, 1
            TCP_DENIED/302, HIER_NONE/-, 0, 1
            TCP_REDIRECT/302, HIER_NONE/-, 0, 1
            TCP_MEM_HIT/200, HIER_NONE/-, 1, 0
            TCP_HIT/200, NONE/-, 1, 0
            TCP_REFRESH_UNMODIFIED/304, HIER_DIRECT/198.51.100.1, 1, 0
            TCP_MISS/503, HIER_DIRECT/198.51.100.1, 0, 1
            TCP_MISS_ABORTED/000, HIER_DIRECT/198.51.100.1, 0, 1
            TCP_DENIED/403, HIER_NONE/-, 0, 1
            TCP_DENIED_REPLY/403, HIER_DIRECT/198.51.100.1, 0, 1
            ERR_INVALID_URL/404, NONE/-, 0, 1
            """)
    void squidsAnswerFromElsewhere_isAUseWhateverItsStatus(String code, String way, long uses, long attempts) {
        String line = "1795527252.026 13 203.0.113.1 " + code + " 431 GET http://a.example/ - " + way + " text/html\n";
        assertThat(counts(line)).containsExactly(uses, attempts);
    }

    @Test
    void privoxysRequest_isAUseUnlessItSaysOtherwise() {
        String request = "2026-11-30 12:31:41.950 7fd1070246c0 Request: a.example:25/\n";
        String crunch = "2026-11-30 12:31:41.951 7fd1070246c0 Crunch: Blocked: a.example:25\n";
        String ownPage = "2026-11-30 12:31:41.951 7fd1070246c0 Crunch: CGI Call: http://a.example:25/\n";
        String line = "203.0.113.1 - - [30/Nov/2026:12:26:03 +0000] \"CONNECT a.example:25 HTTP/1.1\" 403 9\n";
        assertThat(counts(request + request)).containsExactly(2L, 0L);
        assertThat(counts(request + crunch + request)).containsExactly(1L, 1L);
        assertThat(counts(request + crunch + line)).containsExactly(0L, 1L);
        assertThat(counts(request + line)).containsExactly(1L, 0L);
        assertThat(counts(request + ownPage + line)).containsExactly(0L, 0L);
        assertThat(impact(request).findings())
                .extracting(Impact.Finding::because)
                .anyMatch(s -> s.contains("debug 1024"));
        assertThat(impact(request).findings())
                .extracting(Impact.Finding::because)
                .anyMatch(because -> because.contains("may be anybody"));
        assertThat(impact(request + line).findings())
                .extracting(Impact.Finding::because)
                .noneMatch(because -> because.contains("may be anybody"));
        assertThat(impact(request + crunch).findings())
                .extracting(Impact.Finding::because)
                .noneMatch(s -> s.contains("debug 1024"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # own answer to /, CONNECT's answer, uses
            200 12, 200 12, 0
            200 12, 200 13, 1
            200 -, 200 -, 1
            404 12, 200 12, 1
            """)
    void connectAnsweredLikeTheServersOwnPage_isNoUse(String own, String answer, long uses) {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"%s HTTP/1.1\" %s\n";
        Impact impact = impact(line.formatted("CONNECT a.example:25", answer) + line.formatted("GET /", own));
        assertThat(impact.uses()).isEqualTo(uses);
        assertThat(impact.findings())
                .extracting(Impact.Finding::because)
                .noneMatch(because -> because.contains("the log alone cannot prove"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET http://a.example/, , true
            GET http://a.example/, GET /x, false
            GET http://www.own.example/, , false
            CONNECT a.example:25, , false
            """)
    void logInWhichEveryRequestNamesAUrl_mayBeThatOfASiteOfOnesOwn(String one, String other, boolean said) {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"%s HTTP/1.1\" 200 5120\n";
        Impact impact = impact(line.formatted(one).repeat(20) + (other == null ? "" : line.formatted(other)));
        assertThat(impact.findings().stream()
                        .anyMatch(finding -> finding.because().contains("--own-name")))
                .isEqualTo(said);
    }

    @Test
    void requestsThatCannotWaitForTheServersOwnPage_areSaidToBeJudgedEarly() {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0000] \"%s HTTP/1.1\" 200 5120\n";
        Tally tally = new Tally(Insiders.of(ImmutableList.of()), ImmutableList.of());
        tally.begin("x.log");
        for (String piece : List.of(line.formatted("GET http://a.example/").repeat(20_002), line.formatted("GET /"))) {
            tally.add(LineReadingTest.scan(piece, LogFormats.detect()));
        }
        Impact impact = tally.finish();
        assertThat(impact.uses() + impact.attempts()).isEqualTo(20_002);
        assertThat(impact.findings())
                .extracting(Impact.Finding::because)
                .anyMatch(because -> because.contains("judged before"));
    }

    @ParameterizedTest
    @CsvSource({"200, 198.51.100.1:25, 1", "200, -, 0", "403, -, 0"})
    void envoysConnect_isAUseWhereItHadAnUpstream(int status, String upstream, long uses) {
        String line = "[2026-11-24T13:34:12.123Z] \"CONNECT - HTTP/1.1\" " + status
                + " - 78 94 3 - \"203.0.113.1\" \"curl/8\"" + " \"id\" \"a.example:25\" \"" + upstream + "\"\n";
        assertThat(counts(line)).containsExactly(uses, 1 - uses);
    }

    private static List<Long> counts(String log) {
        Impact impact = impact(log);
        return List.of(impact.uses(), impact.attempts());
    }

    @Test
    void moreSourcesThanAreCountedExactly_keepTheFrequentAndSayIt() {
        Tally tally = new Tally(Insiders.of(ImmutableList.of()), ImmutableList.of(), ImmutableSet.of(), 10);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            String source = i % 2 == 0 ? "203.0.113.9" : "198.18." + i / 256 + "." + i % 256;
            int from = i < 20 ? i : 0;
            log.append(i < 20 ? "192.0.2." + from : source)
                    .append(" - - [22/Oct/2007:03:14:12 +0000] \"CONNECT a.example:25 HTTP/1.1\" 200 5\n");
        }
        tally.begin("x.log");
        tally.add(LineReadingTest.scan(log.toString(), LogFormats.detect()));
        Impact impact = tally.finish();
        assertThat(impact.uses()).isEqualTo(5000);
        assertThat(impact.sources().get(0).address()).isEqualTo("203.0.113.9");
        assertThat(impact.sources().get(0).uses()).isBetween(2400L, 2490L);
        assertThat(impact.findings())
                .anyMatch(finding -> finding.because().contains("sources")
                        || finding.because().contains("source addresses"));
    }

    static Impact impact(String log) {
        Tally tally = new Tally(
                Insiders.of(ImmutableList.of("198.51.100.0/24")),
                ImmutableList.of("www.own.example"),
                ImmutableSet.of("10.0.0.9:8471"));
        tally.begin("x.log");
        tally.add(LineReadingTest.scan(log, LogFormats.detect()));
        return tally.finish();
    }

    static String resource(String file) throws IOException {
        return Resources.toString(Resources.getResource("impact/" + file), StandardCharsets.UTF_8);
    }
}
