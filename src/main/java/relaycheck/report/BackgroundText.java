package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import relaycheck.verdict.Background;

/** What access logs say of an endpoint, in sentences. */
final class BackgroundText {
    /** A terminal's report is short; the page and the data formats have more. */
    private static final int FEW = 3;

    private BackgroundText() {}

    /** What was read in the owner's files, a line each: what opens the door, whether it was abused, and what to do. */
    static ImmutableList<String> lines(Phrases phrases, Background background) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        for (Background.Cause cause : background.causes()) {
            lines.add(line(phrases, "cause", cause.place() + ": " + cause.directive() + " — " + cause.because()));
        }
        if (background.impact().isPresent()) {
            Background.Impact impact = background.impact().get();
            lines.add(line(phrases, "impact", counts(phrases, impact)));
            sources(phrases, impact).ifPresent(text -> lines.add(line(phrases, "impact", text)));
            destinations(phrases, impact).ifPresent(text -> lines.add(line(phrases, "impact", text)));
        }
        for (Background.Cause cause : background.causes()) {
            String change = phrases.get("text.line", cause.place(), cause.change(), cause.remedy());
            lines.add(line(phrases, "remedy", change));
        }
        Backgrounds.next(background).forEach(step -> lines.add(line(phrases, "remedy", step)));
        return lines.build();
    }

    private static String line(Phrases phrases, String key, String text) {
        return phrases.get("text." + key) + ": " + text;
    }

    /** How often, and from when to when. */
    static String counts(Phrases phrases, Background.Impact impact) {
        String files = Joiner.on(", ").join(impact.files());
        String counts = phrases.get("text.uses", impact.uses(), impact.attempts(), impact.lines(), files);
        Optional<String> between = impact.first()
                .flatMap(
                        first -> impact.last().map(last -> phrases.get("text.between", seconds(first), seconds(last))));
        return between.map(times -> counts + phrases.get("text.comma") + times).orElse(counts);
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
