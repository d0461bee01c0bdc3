package relaycheck.product;

/** What a product's own words say about our request. */
public enum Sign {
    /** It turned the request down by rule. */
    DENIAL,
    /** It tried to reach a destination and failed. */
    FAILURE,
    /** It wants a login first. */
    LOGIN
}
