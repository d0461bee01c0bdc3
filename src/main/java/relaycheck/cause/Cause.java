package relaycheck.cause;

import static java.util.Comparator.comparing;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import relaycheck.verdict.Severity;

/**
 * One open door: the line that opens it, what it opens, to whom, and how to close it.
 *
 * @param at where connections come in that get to it; empty where the configuration does not say
 */
public record Cause(
        Place place,
        String directive,
        String software,
        Opens opens,
        Audience to,
        String because,
        Remedy remedy,
        ImmutableSet<Listener> at) {
    /** The most severe first, then in the order of files and lines. */
    public static final Comparator<Cause> WORST_FIRST = comparing(Cause::severity)
            .reversed()
            .thenComparing(cause -> cause.place().file())
            .thenComparing(cause -> cause.place().line());

    /** A door for all connections that the configuration takes. */
    Cause(Place place, String directive, String software, Opens opens, Audience to, String because, Remedy remedy) {
        this(place, directive, software, opens, to, because, remedy, ImmutableSet.of());
    }

    /** The same door, for connections that come in there. */
    Cause at(ImmutableSet<Listener> listeners) {
        return new Cause(place, directive, software, opens, to, because, remedy, listeners);
    }

    /** What to do with the line of the remedy: one of another kind leaves this one where it is. */
    String step() {
        return firstWord(directive).equals(firstWord(remedy.change())) ? "Change it to" : "Write";
    }

    private static String firstWord(String line) {
        return Ascii.toLowerCase(line.strip().replaceFirst("\\s.*", ""));
    }

    /** Guarded doors are low; open ones critical as soon as they lead further than to the web's own ports. */
    public Severity severity() {
        if (to != Audience.ANYONE) {
            return Severity.LOW;
        }
        return opens.get().goBeyondWeb() || opens.connect().goBeyondWeb() ? Severity.CRITICAL : Severity.HIGH;
    }
}
