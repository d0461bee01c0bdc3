package relaycheck.report;

import com.google.common.base.Joiner;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import relaycheck.verdict.Background;

/** What access logs say of an endpoint, in sentences. */
final class BackgroundText {
    /** A terminal's report is short; the page and the data formats have more. */
    private static final int FEW = 3;

    private BackgroundText() {}

    /** How often, and from when to when. */
    static String counts(Phrases phrases, Background.Impact impact) {
        String files = Joiner.on(", ").join(impact.files());
        String counts = phrases.get("text.uses", impact.uses(), impact.attempts(), impact.lines(), files);
        Optional<String> between = impact.first()
                .flatMap(
                        first -> impact.last().map(last -> phrases.get("text.between", seconds(first), seconds(last))));
        return between.map(times -> counts + ", " + times).orElse(counts);
    }

    /** Who asked most; empty where nobody did. */
    static Optional<String> sources(Phrases phrases, Background.Impact impact) {
        String sources = impact.sources().stream()
                .limit(FEW)
                .map(source -> phrases.get("text.served", source.address(), source.uses(), source.attempts()))
                .collect(Collectors.joining(phrases.get("text.comma")));
        return sources.isEmpty() ? Optional.empty() : Optional.of(phrases.get("text.sources", sources));
    }

    /** What was asked for most. */
    static Optional<String> destinations(Phrases phrases, Background.Impact impact) {
        String destinations = impact.destinations().stream()
                .limit(FEW)
                .map(place -> phrases.get(
                        "text.served",
                        place.suggests().isEmpty() ? place.authority() : place.authority() + ", " + place.suggests(),
                        place.uses(),
                        place.attempts()))
                .collect(Collectors.joining(phrases.get("text.comma")));
        return destinations.isEmpty() ? Optional.empty() : Optional.of(phrases.get("text.destinations", destinations));
    }

    private static String seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }
}
