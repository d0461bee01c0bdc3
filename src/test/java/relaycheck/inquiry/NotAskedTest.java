package relaycheck.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Answer;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.verdict.NotAsked;

/** What a finding says was not tried: short, and only what could have told more. */
class NotAskedTest {
    private static final Nonce NONCE = new Nonce("0".repeat(Nonce.LENGTH));
    private static final String ON_A_SIGN =
            "socks5, socks5-login, socks4, socks4a, tls-get, tls-connect, tls-host, h2-get,"
                    + " h2-connect, tls-h2-get, tls-h2-connect";
    private final ImmutableList<Destination> destinations = Stream.of(8471, 443, 80, 25)
            .map(port -> Destination.of(InetAddresses.forString("10.77.3.1"), port))
            .collect(ImmutableList.toImmutableList());
    private final Questions questions =
            Questions.of(Probes.STANDARD, destinations, ImmutableList.of(443, 80, 25, 8471));
    private final EndpointInquiry inquiry = new EndpointInquiry(questions, false);

    @Test
    void otherProtocols_standTogetherInOneStatement() {
        assertThat(after(answer(questions.firstGet(), 403), answer(questions.firstConnect(), 403)))
                .contains(new NotAsked(ON_A_SIGN, "no answer shows a sign of SOCKS, TLS or HTTP/2"));
    }

    /** The further ports wait for the first, which has the reason. */
    @Test
    void http2InTls_isLeftOutWhereItIsAnsweredInHttp11() {
        assertThat(after(
                        Answer.withoutWords(questions.firstGet().subject(NONCE), Ending.CLOSED),
                        Answer.withoutWords(questions.firstConnect().subject(NONCE), Ending.CLOSED),
                        answer(Probes.TLS_GET.of(destinations.get(0)), 404)))
                .filteredOn(left -> left.id().contains("tls-h2"))
                .containsExactly(new NotAsked("tls-h2-get, tls-h2-connect", "no answer in TLS shows a sign of HTTP/2"));
    }

    @Test
    void questionsWithOneReason_standTogether() {
        assertThat(after(
                        answer(questions.firstGet(), 200),
                        answer(questions.firstConnect(), 405),
                        answer(questions.control(), 200),
                        answer(Probes.CONNECT.of(destinations.get(3)), 405)))
                .containsExactly(
                        new NotAsked("get-443, get-80, get-25", "absolute-form gets what the host says by itself"),
                        new NotAsked("connect-8471, connect-80", "CONNECT to 443 and 25 got the same 405"),
                        new NotAsked(ON_A_SIGN, "no answer shows a sign of SOCKS, TLS or HTTP/2"));
    }

    @Test
    void twoLikeRefusals_areTheReasonForTheOtherPorts() {
        assertThat(after(
                        answer(questions.firstGet(), 404),
                        answer(questions.firstConnect(), 403),
                        answer(Probes.GET.of(destinations.get(2)), 404)))
                .contains(new NotAsked("get-443, get-25", "GET to 8471 and 80 got the same 404"));
    }

    @Test
    void whatOnlyExplainsOtherAnswers_isNoOmission() {
        assertThat(after(answer(questions.firstGet(), 403), answer(questions.firstConnect(), 403)))
                .noneMatch(left -> left.id().contains("control") || left.id().contains("otherwise"));
    }

    @Test
    void closedPort_hasOneReasonForAll() {
        assertThat(after(Answer.withoutWords(questions.firstGet().subject(NONCE), Ending.PORT_CLOSED)))
                .extracting(NotAsked::why)
                .containsExactly("nothing listens there");
    }

    private ImmutableList<NotAsked> after(Answer... answers) {
        Outcomes outcomes = new Outcomes(Products.standard());
        ImmutableMap<String, Told> told = Stream.of(answers)
                .collect(ImmutableMap.toImmutableMap(Answer::id, answer -> Told.of(answer, outcomes)));
        Progress progress = new Progress(told.keySet(), told, true, false);
        ImmutableSet<String> open = inquiry.next(progress).stream().map(Ask::id).collect(ImmutableSet.toImmutableSet());
        return inquiry.notAsked(new Progress(
                ImmutableSet.<String>builder()
                        .addAll(told.keySet())
                        .addAll(open)
                        .build(),
                told,
                true,
                false));
    }

    private static Answer answer(Ask ask, int status) {
        return new Answer(
                ask.subject(NONCE),
                "",
                Optional.of(new ResponseHead("HTTP/1.1 " + status, status, ImmutableList.of())),
                Chunk.EMPTY,
                20,
                Ending.COMPLETE,
                Optional.empty(),
                Optional.empty());
    }
}
