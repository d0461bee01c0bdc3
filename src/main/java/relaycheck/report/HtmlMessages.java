package relaycheck.report;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import relaycheck.probe.Outcome;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** The page's words, numbers and times in the reader's language. Immutable. */
public final class HtmlMessages {
    private static final String BUNDLE = "relaycheck.report.html.messages";

    private final Locale locale;
    private final ResourceBundle bundle;

    private HtmlMessages(Locale locale) {
        this.locale = locale;
        // English is the bundle without a language: without this control the system's own language would come before it
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** The words of a language: Japanese, or else English. */
    public static HtmlMessages in(Locale language) {
        return new HtmlMessages(
                language.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH);
    }

    /** The language's tag. */
    public String lang() {
        return locale.toLanguageTag();
    }

    Locale locale() {
        return locale;
    }

    /** A text. */
    public String text(String key) {
        return bundle.getString(key);
    }

    /** A text about numbers and names; numbers are written as the language does. */
    public String text(String key, Object... about) {
        return new MessageFormat(bundle.getString(key), locale).format(about);
    }

    /** A verdict's name. */
    public String word(Verdict verdict) {
        return text("verdict." + verdict.name());
    }

    /** A severity's name. */
    public String word(Severity severity) {
        return text("severity." + severity.name());
    }

    /** An outcome's name. */
    public String word(Outcome.Kind outcome) {
        return text("outcome." + outcome.name());
    }

    /** A number. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A time, in UTC and said so. */
    public String time(Instant time) {
        return DateTimeFormatter.ofPattern(text("time.pattern"), locale)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** A day without its year, for places where there is little room. */
    public String day(Instant time) {
        return DateTimeFormatter.ofPattern(text("day.pattern"), locale)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** A time of a day that is said beside it, in UTC. */
    public String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm", locale)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** How long something took. */
    public String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return text("duration.seconds", duration.toMillis() / 1000.0);
        }
        return duration.compareTo(Duration.ofHours(1)) < 0
                ? text("duration.minutes", duration.toMinutes(), duration.toSecondsPart())
                : text("duration.hours", duration.toHours(), duration.toMinutesPart());
    }

    /** An amount of bytes, in the unit that reads best. */
    public String bytes(long bytes) {
        if (bytes < 1000) {
            return text("bytes.plain", bytes);
        }
        return bytes < 1_000_000 ? text("bytes.kilo", bytes / 1e3) : text("bytes.mega", bytes / 1e6);
    }
}
