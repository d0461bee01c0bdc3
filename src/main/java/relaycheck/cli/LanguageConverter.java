package relaycheck.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the language of a report. */
final class LanguageConverter implements ITypeConverter<Locale> {
    @Override
    public Locale convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "en" -> Locale.ENGLISH;
            case "ja" -> Locale.JAPANESE;
            default -> throw new TypeConversionException("\"" + text + "\" is neither en nor ja");
        };
    }
}
