package relaycheck.impact;

import java.util.Locale;
import relaycheck.verdict.Severity;

/** The conclusions that requests are sorted under, the worst first. A table. */
enum Category {
    MAIL(
            Severity.CRITICAL,
            "%s relayed for outside addresses to mail ports (25, 465, 587): this host sent strangers' mail,"
                    + " most likely spam"),
    OTHER_PORT(
            Severity.CRITICAL,
            "%s relayed for outside addresses to ports other than 80 and 443: strangers reached"
                    + " services of third parties through this host"),
    WEB(
            Severity.HIGH,
            "%s relayed for outside addresses to web ports (80, 443): third parties saw this host where a"
                    + " stranger was"),
    INSIDE(Severity.MEDIUM, "%s relayed for inside addresses only: intended, or a compromised host of your own"),
    OWN_PAGE(
            Severity.LOW,
            "%s for third parties answered with success, but as the server answers for its own /"
                    + " (same status, same size): its own page, not relayed, counted as attempts"),
    REFUSED(Severity.LOW, "%s from outside addresses to be relayed, turned down or failed by their status"),
    REFUSED_INSIDE(Severity.INFO, "%s from inside addresses to be relayed, turned down or failed by their status");

    private final Severity severity;
    private final String because;

    Category(Severity severity, String because) {
        this.severity = severity;
        this.because = because;
    }

    Severity severity() {
        return severity;
    }

    boolean isUse() {
        return severity.isAtLeast(Severity.MEDIUM);
    }

    /** The sentence for so many requests, and so many of them that rest on a guess. */
    String because(long count, long guessed) {
        String noun = isUse() || this == OWN_PAGE ? "request" : "attempt";
        String sentence = String.format(Locale.ROOT, because, number(count) + " " + (count == 1 ? noun : noun + "s"));
        String which = guessed < count ? number(guessed) + " of them " : count == 1 ? "it " : "all of them ";
        String what = guessed == 1 ? "is an absolute-form request" : "are absolute-form requests";
        return guessed == 0
                ? sentence
                : sentence + "; " + which + what
                        + " that a web server answered with 2xx or 3xx, and not as it answers for its own / in these logs:"
                        + " taken for relayed, which the log alone cannot prove";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
