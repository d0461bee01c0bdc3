package relaycheck.notify;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.text.Printable;

/** A notice in plain words. What a peer or a target list says stands on one line each, and never in the subject. */
final class MailText {
    private static final ImmutableList<Change.Kind> TOLD =
            ImmutableList.of(Change.Kind.NEW, Change.Kind.CHANGED, Change.Kind.FIXED);

    private final Notice notice;
    private final StringBuilder text = new StringBuilder();

    private MailText(Notice notice) {
        this.notice = notice;
    }

    static String subject(Notice notice) {
        return "relaycheck: "
                + TOLD.stream()
                        .map(kind -> notice.count(kind) + " " + kind.word())
                        .collect(Collectors.joining(", "));
    }

    static String body(Notice notice) {
        return new MailText(notice).written();
    }

    private String written() {
        line(notice.since()
                .map(run -> "Since the scan " + run + ":")
                .orElse("There is no earlier scan to compare with: whatever is exposed is new."));
        TOLD.forEach(this::section);
        line("");
        line(notice.summary().endpoints() + " endpoints: " + verdicts() + ".");
        line("Scan " + notice.run().id() + " of " + notice.run().started() + ", asked from "
                + notice.run().vantage() + ".");
        line("The proofs and how to close what is open: relaycheck report --run "
                + notice.run().id() + " -o report.html");
        return text.toString();
    }

    private void section(Change.Kind kind) {
        long count = notice.count(kind);
        if (count == 0) {
            return;
        }
        line("");
        line(kind.word() + " (" + count + ")");
        notice.of(kind).forEach(this::news);
        if (count > Notice.LISTED) {
            line("  and " + (count - Notice.LISTED) + " more");
        }
    }

    private void news(Notice.News news) {
        Change change = news.change();
        String label = news.label().map(words -> "  " + words).orElse("");
        String now = change.after().map(State::toString).orElse("not asked");
        String was = change.before().map(state -> ", was " + state).orElse("");
        line("  " + change.endpoint() + "  " + now + was + label);
        news.because().ifPresent(because -> line("      " + because));
    }

    private String verdicts() {
        return notice.summary().verdicts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void line(String words) {
        text.append(Printable.line(words)).append("\r\n");
    }
}
