package relaycheck.cause;

import com.google.common.base.Ascii;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code if}, {@code else}, {@code endif} of a squid.conf: true, false, and whole numbers that are compared. */
final class SquidConditions {
    private final Reading reading;
    private final Deque<Boolean> open = new ArrayDeque<>();

    SquidConditions(Reading reading) {
        this.reading = reading;
    }

    /** Whether the line belongs to a condition that does not hold. */
    boolean skip() {
        return open.contains(false);
    }

    /** Takes the line over where it is one of these three. */
    boolean isOne(Place place, String name, String text) {
        switch (name) {
            case "if" -> open.push(holds(place, text.substring(2).strip()));
            case "else" -> {
                if (!open.isEmpty()) {
                    open.push(!open.pop());
                }
            }
            case "endif" -> open.poll();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Place place, String condition) {
        if (condition.matches("(?i)true|false")) {
            return Ascii.equalsIgnoreCase(condition, "true");
        }
        String[] sides = condition.split("=", 2);
        if (sides.length == 2 && (sides[0] + sides[1]).matches("[\\d ]+")) {
            return sides[0].strip().equals(sides[1].strip());
        }
        reading.note(place, "cannot be evaluated, taken as true: if " + condition);
        return true;
    }
}
