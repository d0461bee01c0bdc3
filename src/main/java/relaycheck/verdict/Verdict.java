package relaycheck.verdict;

/** What is said of an endpoint, the worst first. */
public enum Verdict {
    /** It relays: our canary was reached through it. */
    OPEN,
    /** It tried, or said that it would, but nothing reached the canary. */
    SUSPECT,
    /** It relays for those who log in. */
    LOGIN_NEEDED,
    /** An answer was needed and none came. */
    INCONCLUSIVE,
    /** Every question was turned down or answered by the host itself. */
    NOT_A_RELAY,
    /** Nothing listens that we can reach. */
    UNREACHABLE
}
