package relaycheck.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.report.Summary;

/**
 * What a scan changed, for those who want to be told.
 *
 * @param run     the scan
 * @param summary its counts
 * @param since   the id of the earlier scan; empty where there is none, and whatever is exposed is new
 * @param counts  how many endpoints changed in which way
 * @param news    the first of each way, what needs a person first
 */
public record Notice(
        Run run,
        Summary summary,
        Optional<String> since,
        ImmutableMap<Change.Kind, Long> counts,
        ImmutableList<News> news) {
    /** So many of each way: a message is read, a book is not, and the report has them all. */
    public static final int LISTED = 100;

    /**
     * One endpoint of which there is news.
     *
     * @param change  what it was and is
     * @param label   the owner, or what else the target list says; empty where the endpoint is not exposed any more
     * @param because why it is exposed, in one line; empty likewise
     */
    public record News(Change change, Optional<String> label, Optional<String> because) {}

    /** Whether there is anything to tell. */
    public boolean isNews() {
        return count(Change.Kind.NEW) + count(Change.Kind.CHANGED) + count(Change.Kind.FIXED) > 0;
    }

    /** How many endpoints changed in this way. */
    public long count(Change.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Those listed that changed in this way. */
    ImmutableList<News> of(Change.Kind kind) {
        return news.stream().filter(each -> each.change().kind() == kind).collect(ImmutableList.toImmutableList());
    }
}
