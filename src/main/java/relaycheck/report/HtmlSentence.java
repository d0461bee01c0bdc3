package relaycheck.report;

import java.util.Locale;
import relaycheck.text.Printable;

/**
 * A sentence that the scan said in English, in the reader's language where it is one of those that are known.
 *
 * @param lang the language's tag
 * @param text what is said, on one line
 */
public record HtmlSentence(String lang, String text) {
    /** What was said in English, harmless and in the reader's language. */
    public static HtmlSentence of(String english, HtmlMessages say) {
        String said = Printable.line(english);
        String again = Reasons.in(say.locale()).again(said);
        return new HtmlSentence(again.equals(said) ? Locale.ENGLISH.toLanguageTag() : say.lang(), again);
    }
}
