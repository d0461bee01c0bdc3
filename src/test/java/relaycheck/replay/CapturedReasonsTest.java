package relaycheck.replay;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.probe.Outcomes;
import relaycheck.product.Products;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.report.HtmlMessages;
import relaycheck.report.HtmlSentence;
import relaycheck.target.Endpoint;
import relaycheck.transcript.Transcript;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;
import relaycheck.verdict.ProbeResult;

/** What is said of a real server is said in Japanese as well. */
class CapturedReasonsTest {
    private static final HtmlMessages JAPANESE = HtmlMessages.in(Locale.JAPANESE);

    static Stream<Transcript> captures() {
        return Transcript.all().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyReason_isKnownInJapanese(Transcript transcript) {
        Finding finding = judge(EndpointReplay.of(transcript, Delivery.WHOLE));
        assertThat(HtmlSentence.of(finding.because(), JAPANESE).text())
                .doesNotContainPattern("[a-z] (to \\d|and|that|where|an?|the|for) ");
        assertThat(finding.probes())
                .extracting(ProbeResult::because)
                .filteredOn(because -> !isStatusLine(because))
                .allSatisfy(
                        because -> assertThat(HtmlSentence.of(because, JAPANESE).lang())
                                .as(because)
                                .isEqualTo("ja"));
    }

    /** The server's own words are in no language of ours. */
    private static boolean isStatusLine(String because) {
        return because.matches("\\d{3}( [^,]*)?");
    }

    private static Finding judge(EndpointReplay replay) {
        ImmutableListMultimap.Builder<Nonce, Arrival> arrivals = ImmutableListMultimap.builder();
        replay.answers.keySet().stream()
                .flatMap(id -> replay.arrivals(id).stream())
                .forEach(arrival -> arrivals.put(arrival.nonce(), arrival));
        return new Judgement(Products.standard())
                .judge(
                        new Judgement.Known(
                                new Endpoint(EndpointReplay.CANARY, 80),
                                ImmutableList.of(),
                                Optional.empty(),
                                replay.answers.values().stream()
                                        .map(answer -> new Judgement.Heard(answer, 1))
                                        .collect(toImmutableList()),
                                "get-8001",
                                ImmutableList::of,
                                arrivals.build(),
                                ImmutableSet.of(),
                                new Outcomes(Products.standard())),
                        Instant.EPOCH);
    }
}
