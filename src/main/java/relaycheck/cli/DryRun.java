package relaycheck.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import relaycheck.report.SkippedKinds;
import relaycheck.scan.DryCount;
import relaycheck.target.Shard;
import relaycheck.target.Skipped;
import relaycheck.text.Plural;
import relaycheck.text.Printable;

/** Says what a scan would do; sends nothing. */
final class DryRun {
    /** Dials that a typical endpoint takes: one where nothing listens, three or so at a web server. */
    private static final int DIALS_PER_ENDPOINT = 3;

    private DryRun() {}

    static int print(ScanPlan plan, PrintWriter out) {
        DryCount count = DryCount.of(plan.settings());
        plan.names().unresolved().forEach(skipped -> print(skipped, out));
        SkippedKinds.of(count.skipped(), Integer.MAX_VALUE)
                .forEach((kind, times) -> out.println("skipped " + Printable.line(kind.spec()) + ": "
                        + Printable.line(kind.why()) + SkippedKinds.times(times)));
        out.println(Plural.of(count.endpoints(), "endpoint", "endpoints") + " on "
                + Plural.of(count.addresses(), "address", "addresses") + " would be asked");
        double perSecond = plan.settings().perSecond();
        if (perSecond > 0) {
            out.printf(
                    Locale.ROOT,
                    "at %s new connections a second that takes %s if nothing listens, some %s if all are web servers%n",
                    RateConverter.text(perSecond),
                    time(count.endpoints() / perSecond),
                    time(DIALS_PER_ENDPOINT * count.endpoints() / perSecond));
        }
        return count.endpoints() == 0 && plan.settings().shard().equals(Shard.ALL) ? ExitStatus.USAGE : ExitStatus.OK;
    }

    private static void print(Skipped skipped, PrintWriter out) {
        out.println("skipped " + Printable.line(skipped.where()) + ": " + Printable.line(skipped.why()));
    }

    private static String time(double seconds) {
        Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
        if (time.toHours() > 48) {
            return time.toDays() + " days";
        }
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0
                        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : time.toSeconds() + " s";
    }
}
