package relaycheck.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A risk that its owner bears for a while.
 *
 * @param where   which endpoints
 * @param owner   who bears it
 * @param reason  why
 * @param ticket  where that was decided
 * @param expires the last day on which it holds
 */
public record AcceptedRisk(Where where, String owner, String reason, String ticket, LocalDate expires) {
    /** So many days before its end a report says so. */
    public static final int NOTICE_DAYS = 14;

    /** Whether it no longer holds. */
    public boolean hasExpired(LocalDate today) {
        return today.isAfter(expires);
    }

    /** Whether its end is near enough to be said. */
    public boolean isEnding(LocalDate today) {
        return !hasExpired(today) && daysLeft(today) <= NOTICE_DAYS;
    }

    long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, expires);
    }

    /** Who bears it until when, and why. */
    String words() {
        return "accepted by " + owner + " until " + expires + " (" + ticket + "): " + reason;
    }

    /** Who bore it until when, and why. */
    String pastWords() {
        return "the acceptance by " + owner + " ended on " + expires + " (" + ticket + "): " + reason;
    }
}
