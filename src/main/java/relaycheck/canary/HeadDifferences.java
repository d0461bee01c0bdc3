package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** What is different between a request head that was sent and the one that arrived. */
final class HeadDifferences {
    private HeadDifferences() {}

    static ImmutableList<String> between(String sent, String arrived) {
        ImmutableSet<String> before = lines(sent);
        ImmutableSet<String> after = lines(arrived);
        ImmutableList.Builder<String> differences = ImmutableList.builder();
        Sets.difference(before, after).forEach(line -> differences.add("sent, but did not arrive: " + line));
        Sets.difference(after, before).forEach(line -> differences.add("arrived, but was not sent: " + line));
        return differences.build();
    }

    private static ImmutableSet<String> lines(String head) {
        return head.lines().filter(line -> !line.isEmpty()).collect(ImmutableSet.toImmutableSet());
    }
}
