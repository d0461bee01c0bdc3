package relaycheck.text;

import java.util.Locale;

/** A number of things, as it is said of one and of several. */
public final class Plural {
    private Plural() {}

    /** {@code 1 endpoint}, {@code 2,000 endpoints}. */
    public static String of(long count, String one, String several) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
    }
}
