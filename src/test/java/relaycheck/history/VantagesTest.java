package relaycheck.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Verdict;

class VantagesTest {
    private static final ImmutableList<Vantage> PLACES =
            ImmutableList.of(place("in1", true), place("in2", true), place("out1", false), place("out2", false));

    private static Vantage place(String name, boolean inside) {
        return new Vantage(name, "", inside, "run-" + name);
    }

    /** A dash is a place that did not ask. */
    @ParameterizedTest
    @CsvSource({
        "OPEN OPEN OPEN OPEN,                         EVERYWHERE",
        "OPEN OPEN NOT_A_RELAY UNREACHABLE,           INSIDE_ONLY",
        "OPEN NOT_A_RELAY LOGIN_NEEDED NOT_A_RELAY,   INSIDE_ONLY",
        "NOT_A_RELAY UNREACHABLE OPEN OPEN,           OUTSIDE_ONLY",
        "NOT_A_RELAY NOT_A_RELAY OPEN NOT_A_RELAY,    SOME",
        "OPEN NOT_A_RELAY OPEN NOT_A_RELAY,           SOME",
        "OPEN NOT_A_RELAY OPEN OPEN,                  SOME",
        "OPEN OPEN NOT_A_RELAY INCONCLUSIVE,          UNSETTLED",
        "OPEN OPEN NOT_A_RELAY -,                     UNSETTLED",
        "OPEN SUSPECT NOT_A_RELAY NOT_A_RELAY,        UNSETTLED",
        "SUSPECT NOT_A_RELAY LOGIN_NEEDED -,          SUSPECTED",
        "LOGIN_NEEDED UNREACHABLE INCONCLUSIVE -,     LOGIN"
    })
    void verdictsOfAllPlaces_meanSomethingTogether(String verdicts, Vantages.Meaning meaning) {
        Vantages.Row row = Vantages.row(Endpoint.of("10.0.0.1", 80), verdicts(verdicts), PLACES);
        assertThat(row.meaning()).isEqualTo(meaning);
        assertThat(new Vantages(PLACES, ImmutableList.of(row, row)).openOutside())
                .isEqualTo(verdicts.matches("\\S+ \\S+ .*OPEN.*") ? 2 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "office,         10.0.0.5 (an inside vantage), true",
        "office,         198.51.100.5 (a public address), false",
        "outside,        10.0.0.5 (behind a NAT), false",
        "Outside of all, 10.0.0.5, false",
        "inside,         198.51.100.5 (a public address), true",
        "besides,        198.51.100.5, false"
    })
    void place_isInsideByItsNameOrElseByItsAddress(String name, String from, boolean inside) {
        Run run = new Run(
                "run",
                "1",
                java.time.Instant.EPOCH,
                java.util.Optional.empty(),
                true,
                from,
                new Run.CanaryUsed(ImmutableList.of(), ImmutableList.of(), true),
                ImmutableMap.of("vantage", name),
                "",
                ImmutableList.of(),
                Run.Receipt.NONE);
        assertThat(Vantage.of(name, run).inside()).isEqualTo(inside);
        assertThat(Vantage.isInside(run)).isEqualTo(inside);
    }

    private static ImmutableMap<String, Verdict> verdicts(String text) {
        List<String> words = Splitter.on(' ').splitToList(text);
        ImmutableMap.Builder<String, Verdict> verdicts = ImmutableMap.builder();
        for (int i = 0; i < PLACES.size(); i++) {
            if (!words.get(i).equals("-")) {
                verdicts.put(PLACES.get(i).name(), Verdict.valueOf(words.get(i)));
            }
        }
        return verdicts.buildOrThrow();
    }
}
