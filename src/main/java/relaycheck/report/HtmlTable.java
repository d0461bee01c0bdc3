package relaycheck.report;

import com.google.common.base.Joiner;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relaycheck.product.Product;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;

/**
 * Every endpoint as the JSON that the table's script reads, written as a stream. A row is address, port, verdict, severity,
 * label, names, product and reason; a text that was written before is its number in the order of first writing.
 *
 * @param findings every endpoint
 * @param say      the words that the script shows
 */
record HtmlTable(Iterable<Finding> findings, HtmlMessages say) implements Content {
    private static final JsonFactory JSON =
            JsonFactory.builder().characterEscapes(new InScript()).build();
    /** So many texts are known again: enough for labels, products and reasons that repeat. */
    private static final int KNOWN = 10_000;
    /** A reason names at most all questions; a name list may be anything. */
    static final int LONGEST = 600;

    private static final String[] WORDS = {"count", "none", "detail", "printed"};

    @Override
    public void writeTo(TemplateOutput output) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new ToTemplate(output))) {
            json.writeStartObject();
            json.writeStringProperty("lang", say.lang());
            words(json);
            json.writeArrayPropertyStart("rows");
            Map<String, Integer> known = new HashMap<>();
            int[] written = {0};
            for (Finding finding : findings) {
                row(json, finding, text -> reference(json, known, written, text));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void words(JsonGenerator json) {
        json.writeObjectPropertyStart("words");
        for (Verdict verdict : Verdict.values()) {
            json.writeStringProperty(verdict.name(), say.word(verdict));
        }
        for (Severity severity : Severity.values()) {
            json.writeStringProperty(severity.word(), say.word(severity));
        }
        for (String word : WORDS) {
            json.writeStringProperty(word, say.text("table." + word));
        }
        json.writeEndObject();
    }

    private void row(JsonGenerator json, Finding finding, Consumer<String> text) {
        json.writeStartArray();
        json.writeString(finding.endpoint().host());
        json.writeNumber(finding.endpoint().port());
        text.accept(finding.verdict().name());
        text.accept(finding.severity().word());
        text.accept(finding.label().orElse(""));
        text.accept(Joiner.on(", ").join(finding.names()));
        text.accept(finding.product().map(Product::name).orElse(""));
        text.accept(Reasons.in(say.locale()).again(finding.because()));
        json.writeEndArray();
    }

    private static void reference(JsonGenerator json, Map<String, Integer> known, int[] written, String text) {
        Integer before = known.get(text);
        if (before != null) {
            json.writeNumber(before);
            return;
        }
        if (known.size() < KNOWN) {
            known.put(text, written[0]);
        }
        written[0]++;
        json.writeString(Printable.line(text, LONGEST));
    }

    /** No end tag, no comment and no entity can stand in it. */
    private static final class InScript extends CharacterEscapes {
        private static final int[] ASCII = CharacterEscapes.standardAsciiEscapesForJSON();

        static {
            for (char c : "<>&".toCharArray()) {
                ASCII[c] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        /** None of its own: for a character beyond ASCII that means to write it as it is. */
        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return null;
        }
    }

    /** What Jackson writes to: in bytes, for it may stop within a surrogate pair of characters. */
    private static final class ToTemplate extends OutputStream {
        private final TemplateOutput output;

        ToTemplate(TemplateOutput output) {
            this.output = output;
        }

        @Override
        public void write(int one) {
            output.writeBinaryContent(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            output.writeBinaryContent(Arrays.copyOfRange(bytes, from, from + length));
        }
    }
}
