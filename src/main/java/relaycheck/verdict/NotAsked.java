package relaycheck.verdict;

/**
 * A question that was not put, so that a negative says what it rests on.
 *
 * @param id  the question
 * @param why why it was not needed
 */
public record NotAsked(String id, String why) {}
