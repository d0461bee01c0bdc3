package relaycheck.impact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A custom format that was not told: wherever a quoted request, a time, an address and a status stand in a line, it is
 * one of an access log. Tried last, and only where no other format fits.
 */
final class LooseFormat implements LogFormat {
    /** A longer line is not worth a search. */
    private static final int MAX_LENGTH = 16_384;

    private static final Pattern REQUEST = Pattern.compile("\"([A-Z]{3,20} [^\\s\"]+ HTTP/[0-9](?:\\.[0-9])?)\"");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8}(?: [+-][0-9]{4})?"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
            + "|(?<![0-9.])1[0-9]{9}(?:\\.[0-9]{1,6})?(?![0-9.])");
    private static final Pattern STATUS = Pattern.compile("(?<![^\\s=:,;|\"])[1-5][0-9]{2}(?![^\\s,;|\"])");
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![0-9A-Za-z.:])(?:[0-9]{1,4}(?:\\.[0-9]{1,3}){3}(?![0-9.])"
                    + "|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,39}:[0-9A-Fa-f.]{0,15}(?![0-9A-Za-z:]))");

    @Override
    public String name() {
        return "any";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (to - from > MAX_LENGTH || ByteSearch.indexOf(line, from, to, '"') < 0) {
            return false;
        }
        String text = new String(line, from, to - from, ISO_8859_1);
        Matcher request = REQUEST.matcher(text);
        if (!request.find()) {
            return false;
        }
        StringBuilder rest = blanked(new StringBuilder(text), request);
        Matcher time = TIME.matcher(rest.toString());
        if (!time.find()) {
            return false;
        }
        Matcher address = ADDRESS.matcher(blanked(rest, time).toString());
        if (!client(address, request.group(1))) {
            return false;
        }
        Matcher status = STATUS.matcher(blanked(rest, address).toString());
        if (!status.find(request.end()) && !status.find(0)) {
            return false;
        }
        fields.clear(line);
        fields.address(from + address.start(), from + address.end());
        fields.request(from + request.start(1), from + request.end(1));
        fields.status = Integer.parseInt(status.group());
        fields.time = AnyTime.read(time.group().replace(',', '.'), fields.clock);
        return fields.time != LogClock.NONE;
    }

    /** The first address; but for the one that was asked for, as a Host before the client's may be, where there is another. */
    private static boolean client(Matcher address, String request) {
        while (address.find()) {
            if (!request.contains(address.group())) {
                return true;
            }
        }
        return address.find(0);
    }

    /** What was found is not searched again: a time holds numbers that could be a status or an address. */
    private static StringBuilder blanked(StringBuilder text, Matcher found) {
        for (int i = found.start(); i < found.end(); i++) {
            text.setCharAt(i, ' ');
        }
        return text;
    }
}
