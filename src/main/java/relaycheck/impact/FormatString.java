package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relaycheck.impact.CustomFormat.Field;

/** Compiles what stands in Apache's {@code LogFormat} or nginx's {@code log_format}. */
final class FormatString {
    /** {@code %>s}, {@code %!200,304{Referer}i}, {@code %{%Y-%m-%d}t}; {@code $status}. */
    private static final Pattern DIRECTIVE = Pattern.compile(
            "%(?:!?[0-9]{3}(?:,[0-9]{3})*)?[<>]?(?:\\{([^}]*)\\})?(\\^?[A-Za-z]{1,2}|%)" + "|\\$\\{?([a-z0-9_]+)\\}?");

    private static final Pattern WRAPPING = Pattern.compile(
            "\\s*(?:LogFormat\\s+\"(.*)\"\\s*[\\w-]*|log_format\\s+[\\w-]+\\s+'(.*)'\\s*;?)\\s*", Pattern.DOTALL);

    private FormatString() {}

    static CustomFormat compile(String text) {
        String format = unwrapped(text);
        List<Field> fields = new ArrayList<>();
        Matcher directive = DIRECTIVE.matcher(format);
        if (!directive.find()) {
            throw new IllegalArgumentException("'" + text + "' is neither a known log format nor a LogFormat string");
        }
        StringBuilder literal = new StringBuilder(format.substring(0, directive.start()));
        String start = "";
        do {
            int next = nextStart(directive, format);
            if ("%".equals(directive.group(2))) {
                literal.append('%').append(format, directive.end(), next);
                continue;
            }
            Field field = field(directive);
            if (fields.isEmpty()) {
                start = literal.toString();
            } else {
                end(fields, literal.toString());
            }
            fields.add(field);
            literal = new StringBuilder(format.substring(directive.end(), next));
        } while (directive.find());
        if (!fields.isEmpty()) {
            end(fields, literal.toString().stripTrailing());
        }
        return checked(text, new CustomFormat(start.getBytes(UTF_8), ImmutableList.copyOf(fields)));
    }

    /** The last field ends where this text begins. */
    private static void end(List<Field> fields, String text) {
        fields.add(fields.remove(fields.size() - 1).until(text.getBytes(UTF_8)));
    }

    private static int nextStart(Matcher directive, String format) {
        Matcher next = DIRECTIVE.matcher(format);
        return next.find(directive.end()) ? next.start() : format.length();
    }

    private static CustomFormat checked(String text, CustomFormat format) {
        if (!format.has(CustomFormat.Role.REQUEST) && !format.has(CustomFormat.Role.TARGET)) {
            throw new IllegalArgumentException("the log format '" + text + "' holds no request (%r or $request)");
        }
        return format;
    }

    private static String unwrapped(String text) {
        Matcher wrapping = WRAPPING.matcher(text);
        String format = text;
        if (wrapping.matches()) {
            format = wrapping.group(1) == null ? wrapping.group(2) : wrapping.group(1);
        }
        return format.replace("\\\"", "\"").replace("\\t", "\t");
    }

    private static Field field(Matcher directive) {
        String argument = directive.group(1);
        if (directive.group(3) != null) {
            return Field.of(nginx(directive.group(3)));
        }
        return apache(directive.group(2), argument == null ? "" : argument);
    }

    private static Field apache(String letter, String argument) {
        return switch (letter) {
            case "h", "a" -> Field.of(CustomFormat.Role.ADDRESS);
            case "t" -> argument.isEmpty() ? Field.of(CustomFormat.Role.BRACKETED_TIME) : StrftimeForm.field(argument);
            case "r" -> Field.of(CustomFormat.Role.REQUEST);
            case "m" -> Field.of(CustomFormat.Role.METHOD);
            case "U" -> Field.of(CustomFormat.Role.TARGET);
            case "s" -> Field.of(CustomFormat.Role.STATUS);
            case "b", "B", "O" -> Field.of(CustomFormat.Role.SIZE);
            case "i" ->
                Field.of(argument.equalsIgnoreCase("User-Agent") ? CustomFormat.Role.AGENT : CustomFormat.Role.OTHER);
            default -> Field.of(CustomFormat.Role.OTHER);
        };
    }

    private static CustomFormat.Role nginx(String variable) {
        return switch (variable) {
            case "remote_addr", "realip_remote_addr" -> CustomFormat.Role.ADDRESS;
            case "time_local", "time_iso8601", "msec" -> CustomFormat.Role.TIME;
            case "request" -> CustomFormat.Role.REQUEST;
            case "request_method" -> CustomFormat.Role.METHOD;
            case "request_uri" -> CustomFormat.Role.TARGET;
            case "status" -> CustomFormat.Role.STATUS;
            case "body_bytes_sent", "bytes_sent" -> CustomFormat.Role.SIZE;
            case "http_user_agent" -> CustomFormat.Role.AGENT;
            default -> CustomFormat.Role.OTHER;
        };
    }
}
