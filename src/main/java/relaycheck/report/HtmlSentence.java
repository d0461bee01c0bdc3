package relaycheck.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import relaycheck.text.Printable;

/**
 * A sentence that the scan said in English, in the reader's language where it is one of those that are known.
 *
 * @param lang the language's tag
 * @param text what is said, on one line
 */
public record HtmlSentence(String lang, String text) {
    /** The keys of what is known: in English as the scan says it, with {@code {0}} for what differs. */
    private static final String KNOWN = "said.";

    private static final Pattern DIFFERS = Pattern.compile("\\{\\d}");

    static HtmlSentence of(String english, HtmlMessages say) {
        String safe = Printable.line(english);
        return say.isEnglish()
                ? new HtmlSentence(say.lang(), safe)
                : HtmlMessages.in(Locale.ENGLISH)
                        .keys(KNOWN)
                        .flatMap(key -> match(key, safe)
                                .results()
                                .map(match -> new HtmlSentence(
                                        say.lang(),
                                        new MessageFormat(say.text(key), say.locale())
                                                .format(IntStream.rangeClosed(1, match.groupCount())
                                                        .mapToObj(match::group)
                                                        .toArray()))))
                        .findFirst()
                        .orElse(new HtmlSentence(Locale.ENGLISH.toLanguageTag(), safe));
    }

    private static Matcher match(String key, String sentence) {
        String template = HtmlMessages.in(Locale.ENGLISH).text(key);
        String pattern = "\\Q" + DIFFERS.matcher(template).replaceAll("\\\\E(.+?)\\\\Q") + "\\E";
        return Pattern.compile("^" + pattern + "$").matcher(sentence);
    }
}
