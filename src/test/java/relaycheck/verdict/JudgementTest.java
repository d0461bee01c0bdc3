package relaycheck.verdict;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcome;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.probe.Subject;
import relaycheck.probe.Tunnel;
import relaycheck.probe.Way;
import relaycheck.product.Products;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Disclosure;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofKey;
import relaycheck.target.Endpoint;

/** Everything known of an endpoint becomes one finding. */
class JudgementTest {
    private static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    private static final Products PRODUCTS = Products.standard();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final List<Judgement.Heard> heard = new ArrayList<>();
    private final ImmutableListMultimap.Builder<Nonce, Arrival> arrivals = ImmutableListMultimap.builder();
    private final ImmutableSet.Builder<Nonce> direct = ImmutableSet.builder();
    private final ImmutableList<NotAsked> notAsked = ImmutableList.of(new NotAsked("get-80", "as itself"));

    @ParameterizedTest
    @CsvSource({
        "get, get, absolute-form GET",
        "connect, connect, CONNECT",
        "connect-otherwise, connect, CONNECT",
        "host, host, GET by Host",
        "post, post, absolute-form POST",
        "path, path, GET of a path that holds a URL",
        "get10, get, absolute-form GET in HTTP/1.0",
        "connect10, connect, CONNECT in HTTP/1.0",
        "get-https, get, GET of an https URL",
        "tls-get, tls-get, absolute-form GET in TLS",
        "tls-connect, tls-connect, CONNECT in TLS",
        "socks5, socks, SOCKS 5",
        "socks4, socks, SOCKS 4",
        "socks4a, socks, SOCKS 4a",
    })
    void relay_isNamedByTheWayItRelays(String probe, String word, String title) {
        Subject asked = subject(named(probe), 8471);
        heard(proved(asked, 8471));
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.OPEN);
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.because())
                .isEqualTo("relays for whoever asks from here — " + title + " to 8471: our canary's proof came back");
        for (Way way : Way.values()) {
            ImmutableList<Integer> ports = way.word().equals(word) ? ImmutableList.of(8471) : ImmutableList.of();
            assertThat(finding.relays().by(way)).as(way.word()).containsExactlyElementsOf(ports);
        }
        assertThat(finding.probes().get(0).way().word()).isEqualTo(word);
    }

    @Test
    void relay_reportsThePortOfArrival() {
        heard(proved(subject(Probes.GET, 443), 80));
        heard(proved(subject(Probes.GET, 80), 80));
        Finding finding = judge();
        assertThat(finding.relays().all()).containsExactly(80);
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.because()).contains("absolute-form GET to 80: ");
    }

    @Test
    void alikeAnswers_standTogetherAndInTheOrderOfTheirPorts() {
        heard(answer(subject(Probes.CONNECT, 443), 405));
        heard(answer(subject(Probes.CONNECT, 25), 405));
        heard(answer(subject(Probes.GET, 8471), 405));
        heard(answer(subject(Probes.HOST, 8471), 200));
        assertThat(judge().because())
                .isEqualTo("does not relay — CONNECT to 25, 443 and absolute-form GET to 8471: 405;"
                        + " GET by Host to 8471: its own page (200)");
    }

    @Test
    void whatDidNotDecide_isLeftOutOfTheReason() {
        heard(answer(subject(Probes.GET, 8471), 403));
        heard(answer(subject(Probes.CONNECT, 443), 407));
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.LOGIN_NEEDED);
        assertThat(finding.because()).isEqualTo("relays for those who log in — CONNECT to 443: wants a login (407)");
        assertThat(finding.rule()).isEqualTo("login");
        assertThat(finding.at()).isEqualTo(NOW);
    }

    @Test
    void control_isShownButDoesNotCount() {
        heard(answer(subject(Probes.CONTROL, 8471), 407));
        heard(answer(subject(Probes.GET, 8471), 403));
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.probes()).extracting(ProbeResult::id).containsExactly("control", "get-8471");
        assertThat(finding.probes()).extracting(ProbeResult::elapsedMs).containsExactly(7L, 7L);
    }

    @Test
    void nothingHeard_isSaidSo() {
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).isEqualTo("could not be judged: nothing was heard");
        assertThat(finding.notAsked()).isEqualTo(notAsked);
        assertThat(finding.product()).isEmpty();
        assertThat(finding.disclosure()).isEmpty();
    }

    @Test
    void closedPort_listsNothingAsNotAsked() {
        heard(Answer.withoutWords(subject(Probes.GET, 8471).ask().unsent(), Ending.PORT_CLOSED));
        Finding finding = judge();
        assertThat(finding.probes())
                .extracting(ProbeResult::outcome, ProbeResult::nonce)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(Outcome.Kind.PORT_CLOSED, ""));
        assertThat(finding.verdict()).isEqualTo(Verdict.UNREACHABLE);
        assertThat(finding.because()).isEqualTo("cannot be reached: nothing listens there");
        assertThat(finding.notAsked()).isEmpty();
    }

    @Test
    void gatewayFailure_isComparedWithTheControlRequest() {
        heard(answer(subject(Probes.GET, 8471), 502));
        assertThat(judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        heard(answer(subject(Probes.CONTROL, 8471), 200));
        assertThat(judge().verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void closingOnConnect_isComparedWithTheFirstGet() {
        heard(new Answer(
                subject(Probes.CONNECT, 443),
                "",
                Optional.empty(),
                Chunk.EMPTY,
                0,
                Ending.CLOSED,
                Optional.empty(),
                Optional.empty()));
        assertThat(judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        heard(answer(subject(Probes.GET, 8471), 404));
        assertThat(judge().verdict()).isEqualTo(Verdict.NOT_A_RELAY);
    }

    @Test
    void arrival_isAOneWayRelayWithItsEgress() {
        Subject get = subject(Probes.GET, 8471);
        heard(answer(get, 500));
        arrivals.put(nonce(get), arrival(get, 80, "10.9.9.9", "GET / HTTP/1.1\r\nVia: 1.1 squid\r\n\r\n"));
        arrivals.put(nonce(get), arrival(get, 80, "10.9.9.9", "GET / HTTP/1.1\r\n\r\n"));
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.OPEN);
        assertThat(finding.relays().by(Way.GET)).containsExactly(80);
        assertThat(finding.egress()).containsExactly("10.9.9.9");
        assertThat(finding.disclosure()).isPresent();
        assertThat(finding.probes().get(0).arrivals())
                .extracting(ProbeResult.Seen::port, ProbeResult.Seen::source, ProbeResult.Seen::protocol)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(80, "10.9.9.9", "HTTP"));
    }

    @Test
    void arrivalFromOurOwnSocket_isAnotherDoorToTheCanary() {
        Subject get = subject(Probes.GET, 8471);
        heard(answer(get, 200));
        direct.add(nonce(get));
        Finding finding = judge();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.because()).contains("is another door to the canary itself");
    }

    @Test
    void connectThatArrivedAsARequest_tellsNothingOfWhomTheRelayNames() {
        Subject get = subject(Probes.GET, 8471);
        heard(answer(get, 500));
        arrivals.put(nonce(get), arrival(get, 80, "10.9.9.9", "CONNECT 10.77.3.1:80 HTTP/1.1\r\n\r\n"));
        assertThat(judge().disclosure()).isEmpty();
    }

    @Test
    void relayThatNamesTheClientOnce_namesTheClient() {
        Subject get = subject(Probes.GET, 8471);
        heard(proved(get, 8471));
        arrivals.put(nonce(get), arrival(get, 80, "10.9.9.9", "GET / HTTP/1.1\r\n\r\n"));
        arrivals.put(nonce(get), arrival(get, 80, "10.9.9.9", "GET / HTTP/1.1\r\nX-Forwarded-For: 10.1.1.1\r\n\r\n"));
        assertThat(judge().disclosure()).hasValue(Disclosure.NAMES_CLIENT);
    }

    @Test
    void exchange_holdsHeadContentAndTunnel() {
        heard(granted(subject(Probes.CONNECT, 443), Optional.of(head(404)), "inside"));
        ProbeResult result = judge().probes().get(0);
        assertThat(result.answer()).isEqualTo("HTTP/1.1 200\n\n\n[tunnel]\nHTTP/1.1 404\n\ninside");
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.request()).isEqualTo("CONNECT x HTTP/1.1");
        assertThat(result.nonce()).isEqualTo(subject(Probes.CONNECT, 443).digits());
    }

    private Finding judge() {
        return new Judgement(PRODUCTS)
                .judge(
                        new Judgement.Known(
                                Endpoint.of("10.77.2.1", 80),
                                ImmutableList.of("proxy.example"),
                                Optional.of("web team"),
                                ImmutableList.copyOf(heard),
                                "get-8471",
                                () -> notAsked,
                                arrivals.build(),
                                direct.build(),
                                new Outcomes(PRODUCTS)),
                        NOW);
    }

    private void heard(Answer answer) {
        heard.add(new Judgement.Heard(answer, 7));
    }

    private static Probe named(String name) {
        return Probes.ALL.stream()
                .filter(each -> each.name().equals(name))
                .collect(toImmutableList())
                .get(0);
    }

    private static Subject subject(Probe probe, int port) {
        Destination destination = Destination.of(InetAddresses.forString("10.77.3.1"), port);
        return probe.of(destination).subject(KEY.nonce((probe.name() + port).hashCode()));
    }

    private static Nonce nonce(Subject subject) {
        return subject.nonce().orElseThrow();
    }

    private static Answer proved(Subject subject, int port) {
        Proof proof = KEY.proof(nonce(subject), port);
        return new Answer(
                subject,
                "",
                Optional.of(head(200)),
                Chunk.of(proof.hmac()),
                64,
                Ending.COMPLETE,
                Optional.empty(),
                Optional.of(proof));
    }

    private static Answer answer(Subject subject, int status) {
        return answer(subject, head(status));
    }

    private static Answer answer(Subject subject, ResponseHead head) {
        return new Answer(
                subject, "", Optional.of(head), Chunk.EMPTY, 20, Ending.COMPLETE, Optional.empty(), Optional.empty());
    }

    private static Answer granted(Subject subject, Optional<ResponseHead> reply, String inside) {
        return new Answer(
                subject,
                "CONNECT x HTTP/1.1",
                Optional.of(head(200)),
                Chunk.EMPTY,
                20,
                Ending.DEADLINE,
                Optional.of(new Tunnel(Tunnel.Talk.TLS, reply, Chunk.of(inside))),
                Optional.empty());
    }

    private static ResponseHead head(int status) {
        return new ResponseHead("HTTP/1.1 " + status, status, ImmutableList.of());
    }

    private static Arrival arrival(Subject subject, int port, String source, String head) {
        return new Arrival(
                nonce(subject), port, NOW, InetAddresses.forString(source), 4711, Arrival.Protocol.HTTP, head);
    }
}
