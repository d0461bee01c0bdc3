package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import relaycheck.history.Baseline;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.notify.Notice;
import relaycheck.notify.Recipient;
import relaycheck.policy.Standing;
import relaycheck.verdict.Finding;

/** Collects what a scan changed. What the policy lets pass is no news. */
final class Notices {
    private final Map<Change.Kind, Long> counts = new EnumMap<>(Change.Kind.class);
    private final ImmutableList.Builder<Notice.News> news = ImmutableList.builder();

    private Notices() {}

    /**
     * Who is to be told.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static ImmutableList<Recipient> recipients(NotifyOptions options) {
        Optional<String> key = options.key();
        HostAndPort smtp = options.smtp();
        return options.recipients().stream()
                .map(text -> Recipient.of(text, key, smtp))
                .collect(ImmutableList.toImmutableList());
    }

    /** What differs from an earlier scan; without one, whatever is exposed is new. */
    static Notice of(Results results, Standing standing, Optional<Baseline> earlier) {
        Notices notices = new Notices();
        for (Finding finding : results.exposed()) {
            State state = new State(finding.verdict(), finding.severity());
            if (state.isExposed() && !standing.excuses(finding)) {
                Change change = earlier.flatMap(baseline -> baseline.change(finding.endpoint()))
                        .orElse(new Change(finding.endpoint(), Optional.empty(), Optional.of(state)));
                notices.add(new Notice.News(change, finding.label(), Optional.of(finding.because())));
            }
        }
        for (Change fixed :
                earlier.map(baseline -> baseline.of(Change.Kind.FIXED)).orElse(ImmutableList.of())) {
            notices.add(new Notice.News(fixed, Optional.empty(), Optional.empty()));
        }
        return new Notice(
                results.run(),
                results.summary(),
                earlier.map(baseline -> baseline.run().id()),
                ImmutableMap.copyOf(notices.counts),
                notices.news.build());
    }

    private void add(Notice.News each) {
        Change.Kind kind = each.change().kind();
        long count = counts.merge(kind, 1L, Long::sum);
        if (count <= Notice.LISTED && kind != Change.Kind.SAME) {
            news.add(each);
        }
    }
}
