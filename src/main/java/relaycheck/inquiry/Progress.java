package relaycheck.inquiry;

import java.util.Map;
import java.util.Set;

/**
 * How far the questioning of one endpoint is. Made at each answer, so it looks at the questioner's own collections instead of
 * copying them: read it before the next answer is taken.
 *
 * @param begun   the ids of all questions that were put
 * @param told    what was answered, by id
 * @param reached whether the endpoint accepted a connection
 * @param quiet   whether the first GET has been silent for most of its time
 */
public record Progress(Set<String> begun, Map<String, Told> told, boolean reached, boolean quiet) {
    /** Nothing was asked yet. */
    public static final Progress NONE = new Progress(Set.of(), Map.of(), false, false);
}
