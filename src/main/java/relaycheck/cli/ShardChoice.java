package relaycheck.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Map;
import relaycheck.target.Shard;

/** Which part of the list: {@code 2/8}, or {@code job/8} in a pod of a Kubernetes Indexed Job, which counts from 0. */
final class ShardChoice {
    private static final String JOB = "job/";
    private static final String INDEX = "JOB_COMPLETION_INDEX";

    private ShardChoice() {}

    /**
     * The part.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Shard of(String text, Map<String, String> environment) {
        if (!text.startsWith(JOB)) {
            return Shard.parse(text);
        }
        String index = environment.getOrDefault(INDEX, "");
        checkArgument(index.matches("[0-9]{1,5}"), "%s needs %s, as an Indexed Job sets it", text, INDEX);
        return Shard.parse(Integer.parseInt(index) + 1 + "/" + text.substring(JOB.length()));
    }
}
