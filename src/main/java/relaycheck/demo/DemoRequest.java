package relaycheck.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.net.InetAddresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request head as a demo host reads it.
 *
 * @param method as it stands
 * @param target as it stands
 * @param fields the field lines, each with its line end
 */
record DemoRequest(String method, String target, String fields) {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern HEAD = Pattern.compile("(\\S+) (\\S+) HTTP/1\\.[01]\r?\n(.*)", Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("(?:http://)?(\\[[0-9a-fA-F:.]+]|[0-9.]+)(?::([0-9]{1,5}))?(/.*)?");

    /** The next request on a connection; empty at its end, and for what is not HTTP. */
    static Optional<DemoRequest> read(InputStream in) throws IOException {
        Matcher head = HEAD.matcher(readHead(in));
        return head.matches()
                ? Optional.of(new DemoRequest(head.group(1), head.group(2), head.group(3)))
                : Optional.empty();
    }

    boolean isConnect() {
        return method.equals("CONNECT");
    }

    boolean isAbsolute() {
        return target.startsWith("http://");
    }

    /** Where it is to be relayed to; only literals are known here, so no name is ever looked up. */
    Optional<InetSocketAddress> destination() {
        Matcher place = PLACE.matcher(target);
        if (!place.matches()) {
            return Optional.empty();
        }
        String literal = place.group(1).replaceAll("[\\[\\]]", "");
        int port = place.group(2) == null ? 80 : Integer.parseInt(place.group(2));
        return InetAddresses.isInetAddress(literal) && port >= 1 && port <= 65_535
                ? Optional.of(new InetSocketAddress(InetAddresses.forString(literal), port))
                : Optional.empty();
    }

    /** The request as a relay passes it on: in origin-form (RFC 9112 §3.2.1), for this one answer, signed with Via. */
    String forwarded() {
        Matcher place = PLACE.matcher(target);
        String path = place.matches() && place.group(3) != null ? place.group(3) : "/";
        StringBuilder kept = new StringBuilder();
        for (String field : fields.split("\r?\n", -1)) {
            if (!field.isEmpty() && !field.regionMatches(true, 0, "Connection:", 0, 11)) {
                kept.append(field).append("\r\n");
            }
        }
        return method + " " + path + " HTTP/1.1\r\n" + kept + "Via: 1.1 relaycheck-demo\r\nConnection: close\r\n\r\n";
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newLines = 0;
        for (int b = in.read(); b >= 0 && head.size() < MOST_BYTES; b = in.read()) {
            head.write(b);
            newLines = b == '\n' ? newLines + 1 : b == '\r' ? newLines : 0;
            if (newLines == 2) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }
}
