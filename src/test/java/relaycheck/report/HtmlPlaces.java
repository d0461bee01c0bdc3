package relaycheck.report;

import static relaycheck.verdict.Verdict.INCONCLUSIVE;
import static relaycheck.verdict.Verdict.NOT_A_RELAY;
import static relaycheck.verdict.Verdict.OPEN;
import static relaycheck.verdict.Verdict.SUSPECT;
import static relaycheck.verdict.Verdict.UNREACHABLE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** The demo as three places see it. */
final class HtmlPlaces {
    private static final ImmutableList<Vantage> PLACES = ImmutableList.of(
            new Vantage("inside-office", "10.77.9.1", true, "run-1"),
            new Vantage("outside-cloud", "198.51.100.9", false, "run-2"),
            new Vantage("the branch in the south, behind its own router", "192.0.2.7", false, "run-3"));

    private HtmlPlaces() {}

    static Report of(Locale language) {
        Report demo = HtmlSamples.demo(language);
        ImmutableList<Endpoint> endpoints = ImmutableList.copyOf(demo.findings()).stream()
                .map(Finding::endpoint)
                .collect(ImmutableList.toImmutableList());
        Vantages vantages = new Vantages(
                PLACES,
                ImmutableList.of(
                        row(endpoints.get(0), OPEN, NOT_A_RELAY, UNREACHABLE),
                        row(endpoints.get(1), OPEN, OPEN, OPEN),
                        row(endpoints.get(2), NOT_A_RELAY, OPEN, OPEN),
                        row(endpoints.get(3), SUSPECT),
                        row(endpoints.get(4), OPEN, INCONCLUSIVE, NOT_A_RELAY)));
        return new Report(
                demo.run(),
                demo.summary(),
                demo.findings(),
                demo.skipped(),
                language,
                demo.standing(),
                Optional.of(vantages));
    }

    /** What each place says, in their order; places without a verdict did not ask. */
    private static Vantages.Row row(Endpoint endpoint, Verdict... verdicts) {
        ImmutableMap.Builder<String, Verdict> said = ImmutableMap.builder();
        for (int i = 0; i < verdicts.length; i++) {
            said.put(PLACES.get(i).name(), verdicts[i]);
        }
        return Vantages.row(endpoint, said.buildOrThrow(), PLACES);
    }
}
