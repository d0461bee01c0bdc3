package relaycheck.impact;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relaycheck.text.Plural;
import relaycheck.text.Printable;

/** For a terminal: the answer first, then who, where to, when, the evidence and what to do. */
final class TextImpact implements ImpactFormat {
    private static final int TOP = 10;
    private static final int BARS = 48;
    private static final int BAR_WIDTH = 40;
    private static final int NAME_WIDTH = 42;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String ending() {
        return "txt";
    }

    @Override
    public void write(Impact impact, Appendable out) throws IOException {
        summary(impact, out);
        findings(impact, out);
        sources(impact.sources(), out);
        destinations(impact.destinations(), out);
        timeline(impact.timeline(), out);
        out.append("\nWhat to do next\n");
        for (String step : NextSteps.after(impact)) {
            out.append("  - ").append(step).append('\n');
        }
    }

    private static void summary(Impact impact, Appendable out) throws IOException {
        out.append(String.format(
                Locale.ROOT,
                "%s, %,d of them in no known format, from %s to %s (UTC)%n",
                Plural.of(impact.lines(), "line", "lines"),
                impact.unparsed(),
                time(impact.from()),
                time(impact.to())));
        out.append(String.format(
                Locale.ROOT,
                "relay uses: %,d, relay attempts: %,d, requests of relaycheck itself (not counted): %,d%n",
                impact.uses(),
                impact.attempts(),
                impact.own()));
    }

    private static void findings(Impact impact, Appendable out) throws IOException {
        for (Impact.Finding finding : impact.findings()) {
            out.append(String.format(
                    Locale.ROOT, "\n%-8s %s%n", finding.severity().word(), Printable.line(finding.because())));
            for (String sample : finding.samples()) {
                out.append("         ").append(Printable.line(sample)).append('\n');
            }
        }
    }

    private static void sources(ImmutableList<Impact.Source> sources, Appendable out) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        out.append(String.format(
                Locale.ROOT, "\n%-42s %9s %9s  %-16s  %-16s%n", "Who asked", "uses", "attempts", "first", "last"));
        for (Impact.Source source : sources.subList(0, Math.min(TOP, sources.size()))) {
            String name = source.address() + (source.outside() ? "" : " (inside)");
            out.append(String.format(
                    Locale.ROOT,
                    "%s %,9d %,9d  %-16s  %-16s%n",
                    cell(name),
                    source.uses(),
                    source.attempts(),
                    time(source.first()),
                    time(source.last())));
        }
        more(sources.size(), out);
    }

    private static void destinations(ImmutableList<Impact.Place> places, Appendable out) throws IOException {
        if (places.isEmpty()) {
            return;
        }
        out.append(String.format(Locale.ROOT, "\n%-42s %9s %9s  %s%n", "Where to", "uses", "attempts", "suggests"));
        for (Impact.Place place : places.subList(0, Math.min(TOP, places.size()))) {
            out.append(String.format(
                    Locale.ROOT,
                    "%s %,9d %,9d  %s%n",
                    cell(place.authority()),
                    place.uses(),
                    place.attempts(),
                    place.suggests()));
        }
        more(places.size(), out);
    }

    private static void timeline(ImmutableList<Impact.Bar> bars, Appendable out) throws IOException {
        if (bars.isEmpty()) {
            return;
        }
        long most = bars.stream()
                .mapToLong(bar -> bar.uses() + bar.attempts())
                .max()
                .orElse(1);
        out.append(String.format(
                Locale.ROOT,
                "\nWhen (by the %s, UTC; # use, . attempt)%n",
                bars.get(0).unit()));
        for (Impact.Bar bar : bars.subList(Math.max(0, bars.size() - BARS), bars.size())) {
            int uses = width(bar.uses(), most);
            int attempts = width(bar.attempts(), most);
            out.append(String.format(
                    Locale.ROOT,
                    "%s %s%s %,d/%,d%n",
                    time(bar.at()),
                    Strings.repeat("#", uses),
                    Strings.repeat(".", attempts),
                    bar.uses(),
                    bar.attempts()));
        }
        if (bars.size() > BARS) {
            out.append(String.format(Locale.ROOT, "(the last %d of %,d; -o FILE.html has all)%n", BARS, bars.size()));
        }
    }

    /** What is there shows, be it one in a million. */
    private static int width(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, count * BAR_WIDTH / most);
    }

    private static void more(int size, Appendable out) throws IOException {
        if (size > TOP) {
            out.append(String.format(Locale.ROOT, "(%,d more; -o FILE.csv or FILE.json has all)%n", size - TOP));
        }
    }

    private static String cell(String name) {
        return Strings.padEnd(Printable.line(name, NAME_WIDTH - 1), NAME_WIDTH, ' ');
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : TIME.format(time);
    }
}
