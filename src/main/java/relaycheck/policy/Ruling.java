package relaycheck.policy;

import java.util.Locale;

/**
 * What the owner's policy says of a finding.
 *
 * @param kind  in short
 * @param words in one line
 */
public record Ruling(Kind kind, String words) {
    /** What a policy can say. */
    public enum Kind {
        /** The risk is borne for a while. */
        ACCEPTED(true),
        /** It was borne, and no longer is. */
        EXPIRED(false),
        /** Relays what it is meant to relay. */
        AS_INTENDED(true),
        /** Relays less than that. */
        LESS_THAN_INTENDED(true),
        /** Relays more than that. */
        MORE_THAN_INTENDED(false);

        private final boolean excuses;

        Kind(boolean excuses) {
            this.excuses = excuses;
        }

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether the finding does not count as a failure because of it. */
    public boolean excuses() {
        return kind.excuses;
    }
}
