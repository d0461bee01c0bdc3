package relaycheck.target;

import com.google.common.collect.ImmutableList;

/**
 * What was understood, and every mistake that was found on the way.
 *
 * @param value complete only if there are no problems: with any, nothing may be sent
 */
public record Parsed<T>(T value, ImmutableList<Problem> problems) {}
