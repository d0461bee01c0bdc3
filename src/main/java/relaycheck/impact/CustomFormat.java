package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A format that was given by its fields and by what stands between them. */
final class CustomFormat implements LogFormat {
    private final byte[] start;
    private final ImmutableList<Field> parts;

    enum Role {
        ADDRESS,
        AGENT,
        BRACKETED_TIME,
        METHOD,
        OTHER,
        REQUEST,
        SIZE,
        STATUS,
        TARGET,
        TIME
    }

    /** One field, and the text that ends it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and each line is looked at through it
    record Field(Role role, byte[] end, @Nullable DateTimeFormatter form) {
        static Field of(Role role) {
            return new Field(role, new byte[0], null);
        }

        Field until(byte[] text) {
            return new Field(role, text, form);
        }
    }

    CustomFormat(byte[] start, ImmutableList<Field> parts) {
        this.start = start;
        this.parts = parts;
    }

    boolean has(Role role) {
        return parts.stream().anyMatch(part -> part.role() == role);
    }

    @Override
    public String name() {
        return "custom";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (!ByteSearch.startsWith(line, from, to, start)) {
            return false;
        }
        fields.clear(line);
        int at = from + start.length;
        byte before = start.length == 0 ? 0 : start[start.length - 1];
        for (int i = 0; i < parts.size(); i++) {
            Field part = parts.get(i);
            boolean last = i == parts.size() - 1;
            int end = end(line, at, to, part, before == '"', last);
            if (end < 0 || !take(part, line, at, end, fields)) {
                return false;
            }
            at = end + part.end().length;
            before = part.end().length == 0 ? 0 : part.end()[part.end().length - 1];
        }
        return true;
    }

    private static int end(byte[] line, int from, int to, Field part, boolean quoted, boolean last) {
        if (part.end().length == 0) {
            return last && part.role() != Role.STATUS && part.role() != Role.SIZE
                    ? to
                    : ByteSearch.wordEnd(line, from, to);
        }
        int search = from;
        if (part.role() == Role.BRACKETED_TIME) {
            search = ByteSearch.indexOf(line, from, to, ']');
            return search < 0 || !ByteSearch.startsWith(line, search + 1, to, part.end())
                    ? ByteSearch.NONE
                    : search + 1;
        }
        while (search >= 0) {
            search = quoted && part.end()[0] == '"'
                    ? ByteSearch.closingQuote(line, search, to)
                    : ByteSearch.indexOf(line, search, to, part.end()[0]);
            if (search < 0 || (ByteSearch.startsWith(line, search, to, part.end()) && fits(line, from, search, part))) {
                return search;
            }
            search++;
        }
        return ByteSearch.NONE;
    }

    /** A time with blanks in it does not end at the first of them. */
    private static boolean fits(byte[] line, int from, int end, Field part) {
        DateTimeFormatter form = part.form();
        return form == null
                || form.parseUnresolved(
                                new String(line, from, end - from, java.nio.charset.StandardCharsets.UTF_8),
                                new java.text.ParsePosition(0))
                        != null;
    }

    private static boolean take(Field part, byte[] line, int from, int to, LineFields fields) {
        switch (part.role()) {
            case ADDRESS -> fields.address(from, to);
            case AGENT -> {
                fields.agentFrom = from;
                fields.agentTo = to;
            }
            case BRACKETED_TIME -> fields.time = fields.clock.clf(line, from + 1, to - 1);
            case METHOD -> {
                fields.methodFrom = from;
                fields.methodTo = to;
            }
            case REQUEST -> fields.request(from, to);
            case SIZE -> {
                fields.size = ByteSearch.number(line, from, to);
                return fields.size >= 0;
            }
            case STATUS -> fields.status = (int) ByteSearch.number(line, from, to);
            case TARGET -> {
                fields.targetFrom = from;
                fields.targetTo = to;
            }
            case TIME -> {
                String text = fields.text(from, to);
                DateTimeFormatter form = part.form();
                fields.time = form == null ? AnyTime.read(text, fields.clock) : AnyTime.with(form, text, fields.clock);
            }
            case OTHER -> {}
        }
        boolean isTime = part.role() == Role.TIME || part.role() == Role.BRACKETED_TIME;
        return fields.status >= 0 && (!isTime || fields.time != LogClock.NONE);
    }
}
