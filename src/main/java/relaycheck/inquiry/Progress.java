package relaycheck.inquiry;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * How far the questioning of one endpoint is.
 *
 * @param begun   the ids of all questions that were put
 * @param told    what was answered, by id
 * @param reached whether the endpoint accepted a connection
 * @param quiet   whether the first GET has been silent for most of its time
 */
public record Progress(ImmutableSet<String> begun, ImmutableMap<String, Told> told, boolean reached, boolean quiet) {
    /** Nothing was asked yet. */
    public static final Progress NONE = new Progress(ImmutableSet.of(), ImmutableMap.of(), false, false);
}
