package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import gg.jte.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The page's style and scripts, and the policy that allows them and nothing else.
 *
 * @param style   all style sheets, as one
 * @param scripts each script
 */
public record HtmlAssets(Block style, ImmutableList<Block> scripts) {
    private static final Supplier<HtmlAssets> STANDARD = Suppliers.memoize(() -> new HtmlAssets(
            Block.of("page.css", "card.css", "table.css", "print.css"),
            ImmutableList.of(Block.of("page.js"), Block.of("table.js"))));

    private static final Supplier<HtmlAssets> LETTER = Suppliers.memoize(
            () -> new HtmlAssets(Block.of("page.css", "card.css", "letter.css", "print.css"), ImmutableList.of()));

    /** Those of the report. */
    public static HtmlAssets standard() {
        return STANDARD.get();
    }

    /** Those of a letter, which goes by mail and so has no script. */
    public static HtmlAssets letter() {
        return LETTER.get();
    }

    /** The Content-Security-Policy: nothing is loaded, nothing is sent, only these blocks apply and run. */
    public String policy() {
        String allowed =
                scripts.isEmpty() ? "'none'" : scripts.stream().map(Block::hash).collect(joining(" "));
        return "default-src 'none'; style-src " + style.hash() + "; script-src " + allowed
                + "; base-uri 'none'; form-action 'none'";
    }

    /**
     * What stands between two tags, to the byte.
     *
     * @param text from our own resources
     */
    public record Block(String text) implements Content {
        static Block of(String... names) {
            return new Block(Stream.of(names).map(Block::read).collect(joining("\n", "\n", "")));
        }

        /** Its hash as a policy's source expression. */
        public String hash() {
            byte[] digest = Hashing.sha256().hashString(text, UTF_8).asBytes();
            return "'sha256-" + BaseEncoding.base64().encode(digest) + "'";
        }

        @Override
        public void writeTo(gg.jte.TemplateOutput output) {
            output.writeContent(text);
        }

        private static String read(String name) {
            try {
                return Resources.toString(Resources.getResource(HtmlAssets.class, "html/" + name), UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
