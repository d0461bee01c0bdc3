package relaycheck.product;

import relaycheck.http.ProxyStatus;

/**
 * A sign in an answer, and whose form it has.
 *
 * @param sign        what it says
 * @param product     the name of the product that words it so
 * @param reason      why, in the words of RFC 9209
 * @param tellsAnyway of a failure: whether it tells that our destination was tried even where the control request got
 *                    the same, because nothing but a forward proxy gives this form to absolute-form or CONNECT
 */
public record SignSeen(Sign sign, String product, ProxyStatus reason, boolean tellsAnyway) {}
