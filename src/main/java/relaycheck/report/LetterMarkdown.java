package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import relaycheck.verdict.Background;
import relaycheck.verdict.Verdict;

/** A letter for a ticket or a mail. Words of others stand as code. */
final class LetterMarkdown {
    /** A head and the first lines of what came after it convince. */
    private static final int LINES = 16;

    private final Letter letter;
    private final HtmlMessages say;
    private final Writer out;

    private LetterMarkdown(Letter letter, Writer out) {
        this.letter = letter;
        this.say = letter.say();
        this.out = out;
    }

    static void write(Letter letter, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        LetterMarkdown markdown = new LetterMarkdown(letter, writer);
        markdown.head();
        for (HtmlCard card : letter.cards()) {
            markdown.finding(card);
        }
        markdown.listed();
        markdown.end();
        writer.flush();
    }

    private void head() throws IOException {
        line("# " + letter.title());
        pair("letter.to", owner());
        pair(
                "letter.scan",
                say.time(letter.run().started()) + " · "
                        + Markdown.code(letter.run().id()));
        pair("scan.vantage", Markdown.code(letter.vantage()));
        line("");
        line(say.text("letter.intro"));
    }

    private void finding(HtmlCard card) throws IOException {
        line("## " + Markdown.code(card.finding().endpoint().toString()) + " — "
                + say.word(card.finding().verdict()));
        line("**" + letter.urgency(card) + "**");
        line(say.text("rule." + card.finding().rule()) + " " + letter.since(card));
        pair("letter.because", Markdown.code(card.because().text()));
        optional("column.names", card.names());
        optional("column.product", card.product().orElse(""));
        optional("letter.policy", card.rulingWords().text());
        line("");
        if (card.proof().isPresent()) {
            proof(card.proof().get());
        }
        background(card);
        line("### " + say.text("remedy.title"));
        line(card.remedy().change());
        line(Markdown.block(card.remedy().configuration()).strip());
        line("### " + say.text("verify.title"));
        line(say.text("verify.check"));
        line(Markdown.block(ImmutableList.of(card.remedy().check())).strip());
        line(say.text("verify.rescan", say.word(Verdict.NOT_A_RELAY)));
        line(Markdown.block(ImmutableList.of(letter.rescan(card))).strip());
    }

    private void proof(HtmlExchange exchange) throws IOException {
        line("### " + say.text(exchange.isProof() ? "proof.title" : "proof.evidence"));
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("> " + exchange.request());
        Splitter.on('\n')
                .splitToStream(HtmlText.printable(exchange.probe().answer().stripTrailing()))
                .filter(answered -> exchange.isAnswered())
                .limit(LINES)
                .forEach(answered -> lines.add("< " + answered));
        line(Markdown.block(lines.build()).strip());
        for (HtmlExchange.Seen seen : exchange.seen()) {
            line(say.text(
                    "seen.title",
                    Markdown.code(seen.source()),
                    Integer.toString(seen.arrival().port()),
                    Markdown.code(seen.protocol())));
        }
        line(
                exchange.probe().proof().isPresent()
                        ? say.text("mark.why", exchange.probe().proof().get().port())
                        : Markdown.code(exchange.because().text()));
    }

    private void background(HtmlCard card) throws IOException {
        for (Background.Cause cause : card.finding().background().causes()) {
            line("### " + say.text("cause.title"));
            line(Markdown.code(cause.place()) + ": " + Markdown.code(cause.directive()));
            line(say.text("cause.change"));
            line(Markdown.block(ImmutableList.of(cause.change())).strip());
        }
    }

    private void listed() throws IOException {
        ImmutableList<HtmlCard> listed = letter.listed();
        if (!listed.isEmpty()) {
            line("## " + say.text("letter.more", listed.size()));
        }
        for (HtmlCard card : listed) {
            out.write("- " + Markdown.code(card.finding().endpoint().toString()) + " — "
                    + say.word(card.finding().verdict()) + ", "
                    + say.word(card.finding().severity()) + "\n");
        }
    }

    private void end() throws IOException {
        out.write(listedEnd());
        line("## " + say.text("letter.others"));
        line(say.text("letter.others.text", owner()));
        line(say.text("letter.foot", letter.run().version()));
    }

    private String listedEnd() {
        return letter.listed().isEmpty() ? "" : "\n";
    }

    private String owner() {
        return letter.label().map(Markdown::code).orElseGet(letter::owner);
    }

    private void optional(String key, String words) throws IOException {
        if (!words.isEmpty()) {
            pair(key, Markdown.code(words));
        }
    }

    private void pair(String key, String words) throws IOException {
        out.write("- " + say.text(key) + ": " + words + "\n");
    }

    /** A paragraph, and the empty line that ends it; an empty text ends a list. */
    private void line(String text) throws IOException {
        out.write(text.isEmpty() ? "\n" : text + "\n\n");
    }
}
