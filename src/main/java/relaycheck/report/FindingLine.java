package relaycheck.report;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import relaycheck.verdict.Finding;

/** A finding and its line of JSON, which is made once, when somebody first wants it. Not for use by many threads at a time. */
public final class FindingLine {
    private final Finding finding;
    private byte @Nullable [] ascii;

    /** The line of this finding. */
    public FindingLine(Finding finding) {
        this.finding = finding;
    }

    /** The lines of a group of findings. */
    public static ImmutableList<FindingLine> of(ImmutableList<Finding> findings) {
        ImmutableList.Builder<FindingLine> lines = ImmutableList.builderWithExpectedSize(findings.size());
        for (Finding finding : findings) {
            lines.add(new FindingLine(finding));
        }
        return lines.build();
    }

    /** The finding. */
    public Finding finding() {
        return finding;
    }

    /** The bytes of the line, all ASCII, without its end. No copy, for it is long and there are many: only to be read. */
    public byte[] ascii() {
        byte[] made = ascii == null ? FindingText.bytes(finding) : ascii;
        ascii = made;
        return made;
    }
}
