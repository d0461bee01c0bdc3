package relaycheck.replay;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.probe.Evidence;
import relaycheck.probe.Outcome;
import relaycheck.probe.Outcomes;
import relaycheck.product.Products;
import relaycheck.transcript.Transcript;
import relaycheck.verdict.VerdictTable;

/** Every capture of a real server comes out with the verdict that it deserves, however its bytes arrive. */
class EndpointReplayTest {
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());
    private static final ImmutableMap<String, String> VERDICTS = verdicts();

    static Stream<Transcript> captures() {
        return Transcript.all().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void capture_hasItsVerdictHoweverItIsDelivered(Transcript transcript) {
        for (Delivery delivery : Delivery.values()) {
            ImmutableMap<String, Outcome> outcomes = judge(EndpointReplay.of(transcript, delivery));
            assertThat(verdict(outcomes)).as("%s, %s", delivery, outcomes).isIn(expected(transcript));
        }
    }

    @Test
    void mostCaptures_haveTheBestVerdict() {
        ImmutableSet<String> others = captures()
                .filter(transcript -> !verdict(judge(EndpointReplay.of(transcript, Delivery.WHOLE)))
                        .equals(expected(transcript).get(0)))
                .map(Transcript::name)
                .collect(toImmutableSet());
        assertThat(others).isEmpty();
    }

    static ImmutableMap<String, Outcome> judge(EndpointReplay replay) {
        ImmutableMap.Builder<String, Outcome> outcomes = ImmutableMap.builder();
        replay.answers.forEach((id, answer) -> {
            if (!id.equals("control")) {
                Evidence evidence = new Evidence(
                        Optional.ofNullable(replay.answers.get("control")),
                        Optional.ofNullable(replay.answers.get("get-8001")),
                        Optional.ofNullable(replay.answers.get(id.replace("connect-", "connect-otherwise-"))),
                        replay.arrivals(id),
                        false);
                outcomes.put(id, OUTCOMES.judge(answer, evidence));
            }
        });
        return outcomes.buildOrThrow();
    }

    static String verdict(ImmutableMap<String, Outcome> outcomes) {
        return VerdictTable.decide(outcomes.values().stream().map(Outcome::kind).collect(toImmutableSet()))
                .verdict()
                .name();
    }

    private static List<String> expected(Transcript transcript) {
        return Splitter.on('|').splitToList(VERDICTS.get(transcript.name()));
    }

    private static ImmutableMap<String, String> verdicts() {
        TreeMap<String, String> rows = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("src/test/resources/transcripts/verdicts.csv"))) {
                if (!line.startsWith("#")) {
                    List<String> cells = Splitter.on(';').trimResults().splitToList(line);
                    rows.put(cells.get(0), cells.get(1));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ImmutableMap.copyOf(rows);
    }
}
