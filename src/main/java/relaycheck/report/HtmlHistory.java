package relaycheck.report;

import gg.jte.Content;
import java.time.Instant;
import java.util.Optional;
import relaycheck.verdict.Finding;

/** What earlier scans say, where there were any; the page hides what is not there. */
public interface HtmlHistory {
    /** Nothing is known of earlier scans. */
    HtmlHistory NONE = new HtmlHistory() {};

    /** Since when the endpoint has had this verdict. */
    default Optional<Instant> since(Finding finding) {
        return Optional.empty();
    }

    /** The endpoint's verdicts in earlier scans, as a small strip. */
    default Optional<Content> strip(Finding finding) {
        return Optional.empty();
    }

    /** How the counts went from scan to scan. */
    default Optional<Content> trend() {
        return Optional.empty();
    }
}
