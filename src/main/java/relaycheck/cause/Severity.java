package relaycheck.cause;

import java.util.Locale;

/** How bad a cause is, the worst first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** Whether this is at or above another. */
    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** As it stands in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
