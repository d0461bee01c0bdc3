package relaycheck.verdict;

import java.util.Locale;

/** How bad it is, the mildest first. */
public enum Severity {
    NONE,
    /** Worth knowing: could not be judged. */
    INFO,
    LOW,
    MEDIUM,
    /** A proven relay to web ports. */
    HIGH,
    /** A proven relay to mail or to any port: spam and worse. */
    CRITICAL;

    /** The word in reports: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a run that is to fail from {@code least} on fails for this; from {@code none} on, it never does. */
    public boolean fails(Severity least) {
        return least != NONE && isAtLeast(least);
    }

    /** Whether this is as bad as {@code other}, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
