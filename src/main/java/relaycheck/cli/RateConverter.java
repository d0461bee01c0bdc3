package relaycheck.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 200}, {@code 0.5/s} or {@code unlimited}, which is 0. */
final class RateConverter implements ITypeConverter<Double> {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(/s)?");

    /** As it is typed: 200, and not 200.0. */
    static String text(double perSecond) {
        return BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString();
    }

    @Override
    public Double convert(String text) {
        if (text.equalsIgnoreCase("unlimited")) {
            return 0.0;
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new TypeConversionException("\"" + text + "\" is not a rate such as 200, 0.5/s or unlimited");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
