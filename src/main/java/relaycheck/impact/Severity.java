package relaycheck.impact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters, the least first. */
public enum Severity {
    /** To be known, not to be acted on. */
    INFO,
    /** Somebody tried. */
    LOW,
    /** Something was relayed for one's own people. */
    MEDIUM,
    /** A stranger was served. */
    HIGH,
    /** A stranger was served, and mail or another service than the web was reached. */
    CRITICAL;

    /** The word for it in reports. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
