package relaycheck.report;

import org.jspecify.annotations.Nullable;
import relaycheck.verdict.Finding;

/** A finding and its line of JSON, which is made once, when somebody first wants it. Not for use by many threads at a time. */
public final class FindingLine {
    private final Finding finding;
    private @Nullable String text;

    /** The line of this finding. */
    public FindingLine(Finding finding) {
        this.finding = finding;
    }

    /** The finding. */
    public Finding finding() {
        return finding;
    }

    /** The line, without its end. */
    public String text() {
        String made = text == null ? FindingText.write(finding) : text;
        text = made;
        return made;
    }
}
