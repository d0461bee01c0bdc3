package relaycheck.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The fixed words of the reports for people, in Japanese or else in English. */
final class Phrases {
    private final ResourceBundle words;
    private final Locale language;

    Phrases(Locale language) {
        this.language = language;
        this.words = ResourceBundle.getBundle(
                "relaycheck.report.phrases",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The phrase of this key, its {@code {0}} and so on filled in; numbers as the language writes them. */
    String get(String key, Object... values) {
        return new MessageFormat(words.getString(key), language).format(values);
    }

    /** What the scan said in English. */
    String said(String english) {
        return Reasons.in(language).again(english);
    }

    Locale language() {
        return language;
    }
}
