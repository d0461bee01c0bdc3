package relaycheck.verdict;

/**
 * Questions that were not put, so that a negative says what it rests on.
 *
 * @param id  the questions, with a comma between them; of those in another protocol than HTTP the probes
 * @param why why they were not needed
 */
public record NotAsked(String id, String why) {}
