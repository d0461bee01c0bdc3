package relaycheck.cause;

import java.util.Locale;

/** For whom a door stands open. */
public enum Audience {
    ANYONE,
    LOGIN,
    ADDRESSES;

    /** As it stands in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
