package relaycheck.impact;

import com.google.common.collect.ImmutableMap;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** The times of Apache's {@code %{form}t}: strftime's letters, or sec, msec, usec. */
final class StrftimeForm {
    private static final ImmutableMap<Character, String> LETTERS = ImmutableMap.<Character, String>builder()
            .put('Y', "uuuu")
            .put('y', "uu")
            .put('m', "MM")
            .put('d', "dd")
            .put('e', "ppd")
            .put('H', "HH")
            .put('I', "hh")
            .put('M', "mm")
            .put('S', "ss")
            .put('p', "a")
            .put('b', "MMM")
            .put('h', "MMM")
            .put('B', "MMMM")
            .put('a', "EEE")
            .put('A', "EEEE")
            .put('j', "DDD")
            .put('z', "xx")
            .put('F', "uuuu-MM-dd")
            .put('T', "HH:mm:ss")
            .put('R', "HH:mm")
            .put('D', "MM/dd/uu")
            .buildOrThrow();

    private StrftimeForm() {}

    static CustomFormat.Field field(String argument) {
        String form = argument.replaceFirst("^(begin|end):", "");
        if (form.isEmpty()) {
            return CustomFormat.Field.of(CustomFormat.Role.BRACKETED_TIME);
        }
        if (form.equals("sec") || form.equals("msec") || form.equals("usec")) {
            return CustomFormat.Field.of(CustomFormat.Role.TIME);
        }
        // a form without date (msec_frac, %z alone) says nothing by itself
        boolean whole = form.contains("%Y") || form.contains("%y") || form.contains("%F") || form.contains("%D");
        return whole
                ? new CustomFormat.Field(CustomFormat.Role.TIME, new byte[0], formatter(form))
                : CustomFormat.Field.of(CustomFormat.Role.OTHER);
    }

    private static DateTimeFormatter formatter(String form) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c != '%' || i + 1 == form.length()) {
                builder.appendLiteral(c);
                continue;
            }
            i++;
            String pattern = LETTERS.get(form.charAt(i));
            if (form.charAt(i) == 'Z') {
                builder.appendZoneOrOffsetId();
            } else if (pattern == null) {
                throw new IllegalArgumentException("the time '%" + form.charAt(i) + "' of the log format is not known");
            } else {
                builder.appendPattern(pattern);
            }
        }
        DateTimeFormatter made = builder.toFormatter(Locale.ENGLISH);
        return form.contains("%Z") ? made.withZone(ZoneOffset.UTC) : made;
    }
}
