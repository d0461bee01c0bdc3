package relaycheck.target;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.util.Optional;

/**
 * Something listed that is not scanned; the report says so.
 *
 * @param spec what the user listed, or the endpoint where that is all that is known
 * @param endpoint empty for a name without an address
 * @param why in the owner's words, with what to type where something can be done
 */
public record Skipped(String spec, Optional<Endpoint> endpoint, String why) implements Admission {
    private static final String MORE = " more endpoints of it: ";

    /** An endpoint that is skipped. */
    public static Skipped of(Endpoint endpoint, String why) {
        return new Skipped(endpoint.toString(), Optional.of(endpoint), why);
    }

    /** A spec of which nothing is scanned. */
    public static Skipped of(TargetSpec spec, String why) {
        return new Skipped(spec.text(), Optional.empty(), why);
    }

    /** What is skipped: the endpoint where it is one. */
    public String where() {
        return endpoint.isPresent() ? endpoint.get().toString() : spec;
    }

    /** Those of a spec and a reason that are not named, a number of them. */
    public static Skipped more(Skipped kind, long count) {
        return new Skipped(kind.spec, Optional.empty(), count + MORE + kind.why);
    }

    /** Its spec and its reason alone: many endpoints may share them. */
    public Skipped kind() {
        return new Skipped(spec, Optional.empty(), isNumber() ? why.substring(why.indexOf(MORE) + MORE.length()) : why);
    }

    /** How many endpoints or specs it stands for. */
    public long count() {
        return isNumber() ? Long.parseLong(why.substring(0, why.indexOf(MORE))) : 1;
    }

    /** Whether it is a spec as a whole, which each part of a scan skips alike. */
    public boolean isWhole() {
        return endpoint.isEmpty() && !isNumber();
    }

    private boolean isNumber() {
        int digits = why.indexOf(MORE);
        return endpoint.isEmpty()
                && digits > 0
                && digits < 10
                && CharMatcher.inRange('0', '9').matchesAllOf(why.substring(0, digits));
    }

    /**
     * The same, named as the user listed it. What would help one address helps all that were listed with it: so they have one
     * reason, however many they are.
     */
    public Skipped listedAs(TargetSpec listed) {
        String shared = endpoint.isPresent() && listed instanceof TargetSpec.Addresses
                ? why.replace(InetAddresses.toAddrString(endpoint.get().address()), listed.text())
                : why;
        return new Skipped(listed.text(), endpoint, shared);
    }
}
