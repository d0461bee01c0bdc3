package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import relaycheck.history.Run;
import relaycheck.policy.Standing;
import relaycheck.report.jte.report.JteletterGenerated;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;

/**
 * What one owner must do, and nothing of anyone else's.
 *
 * @param name     the name of its files, without an ending
 * @param label    what the target list calls the owner; empty where it calls nobody
 * @param findings what needs action, the worst first
 * @param run      the scan
 * @param standing how the scan stands to the owner's policy
 * @param history  what earlier scans say
 * @param say      the letter's words
 */
public record Letter(
        String name,
        Optional<String> label,
        ImmutableList<Finding> findings,
        Run run,
        Standing standing,
        HtmlHistory history,
        HtmlMessages say) {
    /** More than this in full nobody reads; the others are listed. */
    static final int IN_FULL = 100;

    /** Who is addressed, on one line. */
    public String owner() {
        return label.map(Printable::line).orElseGet(() -> say.text("letter.nobody"));
    }

    /** What it is about, in one line. */
    public String title() {
        return say.text("letter.title", findings.size());
    }

    /** Those in full. */
    public ImmutableList<HtmlCard> cards() {
        return cards(findings.subList(0, Math.min(IN_FULL, findings.size())));
    }

    /** Those that are only listed. */
    public ImmutableList<HtmlCard> listed() {
        return cards(findings.subList(Math.min(IN_FULL, findings.size()), findings.size()));
    }

    /** How bad it is, and how soon it must be closed. */
    public String urgency(HtmlCard card) {
        return say.text("letter.severity." + card.finding().severity().name());
    }

    /** Since when it is known. */
    public String since(HtmlCard card) {
        return history.since(card.finding())
                .map(since -> say.text("letter.since", say.time(since)))
                .orElseGet(
                        () -> say.text("letter.judged", say.time(card.finding().at())));
    }

    /** From where was asked. */
    public String vantage() {
        return HtmlSentence.of(run.vantage(), say).text();
    }

    /** The command that asks again: of the scan's settings only what says nothing of other hosts. */
    public String rescan(HtmlCard card) {
        return HtmlRescan.alone(card.finding(), run);
    }

    /** The style, and no script. */
    public HtmlAssets assets() {
        return HtmlAssets.letter();
    }

    /** Writes it as a page that needs nothing else; the stream stays open. */
    public void html(OutputStream out) throws IOException {
        try (HtmlOutput output = new HtmlOutput(out)) {
            JteletterGenerated.render(new OwaspHtmlTemplateOutput(output), null, this);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Writes it as Markdown; the stream stays open. */
    public void markdown(OutputStream out) throws IOException {
        LetterMarkdown.write(this, out);
    }

    private ImmutableList<HtmlCard> cards(ImmutableList<Finding> some) {
        return some.stream()
                .map(finding -> new HtmlCard(finding, run, say, standing))
                .collect(toImmutableList());
    }
}
