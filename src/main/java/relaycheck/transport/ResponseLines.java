package relaycheck.transport;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * HttpCore's parser of lines. A line among the fields that is none (RFC 9112 §5) spoils no head: it is kept, without a name. The
 * status line as nearly every peer sends it, {@code HTTP/1.1 404} and a blank or the end (RFC
 * 9112 §4), is read in place: HttpCore takes it apart into a dozen objects. Of any other line HttpCore says what it is.
 */
final class ResponseLines extends LazyLineParser {
    private static final String BEFORE_MINOR = "HTTP/1.";
    private static final int MINOR = BEFORE_MINOR.length();
    private static final int CODE = MINOR + 2;
    private static final int AFTER_CODE = CODE + 3;

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
        return isUsual(line)
                ? new StatusLine(
                        line.charAt(MINOR) == '1' ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0,
                        100 * digit(line, CODE) + 10 * digit(line, CODE + 1) + digit(line, CODE + 2),
                        line.substringTrimmed(AFTER_CODE, line.length()))
                : super.parseStatusLine(line);
    }

    @Override
    public Header parseHeader(CharArrayBuffer line) throws ParseException {
        try {
            return super.parseHeader(line);
        } catch (ParseException e) {
            return new BasicHeader("", line.toString());
        }
    }

    private static boolean isUsual(CharArrayBuffer line) {
        if (line.length() < AFTER_CODE || (line.length() > AFTER_CODE && line.charAt(AFTER_CODE) != ' ')) {
            return false;
        }
        for (int i = 0; i < MINOR; i++) {
            if (line.charAt(i) != BEFORE_MINOR.charAt(i)) {
                return false;
            }
        }
        return (line.charAt(MINOR) == '1' || line.charAt(MINOR) == '0')
                && line.charAt(MINOR + 1) == ' '
                && isDigit(line, CODE)
                && isDigit(line, CODE + 1)
                && isDigit(line, CODE + 2);
    }

    private static boolean isDigit(CharArrayBuffer line, int at) {
        return line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    private static int digit(CharArrayBuffer line, int at) {
        return line.charAt(at) - '0';
    }
}
