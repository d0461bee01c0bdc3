package relaycheck.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a proxy did not give the answer that was asked for, in the words of RFC 9209 §2.3. */
public enum ProxyStatus {
    DNS_TIMEOUT,
    DNS_ERROR,
    DESTINATION_NOT_FOUND,
    DESTINATION_UNAVAILABLE,
    DESTINATION_IP_PROHIBITED,
    DESTINATION_IP_UNROUTABLE,
    CONNECTION_REFUSED,
    CONNECTION_TERMINATED,
    CONNECTION_TIMEOUT,
    CONNECTION_READ_TIMEOUT,
    CONNECTION_WRITE_TIMEOUT,
    CONNECTION_LIMIT_REACHED,
    TLS_PROTOCOL_ERROR,
    TLS_CERTIFICATE_ERROR,
    TLS_ALERT_RECEIVED,
    HTTP_REQUEST_ERROR,
    HTTP_REQUEST_DENIED,
    HTTP_RESPONSE_INCOMPLETE,
    HTTP_RESPONSE_HEADER_SECTION_SIZE,
    HTTP_RESPONSE_HEADER_SIZE,
    HTTP_RESPONSE_BODY_SIZE,
    HTTP_RESPONSE_TRAILER_SECTION_SIZE,
    HTTP_RESPONSE_TRAILER_SIZE,
    HTTP_RESPONSE_TRANSFER_CODING,
    HTTP_RESPONSE_CONTENT_CODING,
    HTTP_RESPONSE_TIMEOUT,
    HTTP_UPGRADE_FAILED,
    HTTP_PROTOCOL_ERROR,
    PROXY_INTERNAL_RESPONSE,
    PROXY_INTERNAL_ERROR,
    PROXY_CONFIGURATION_ERROR,
    PROXY_LOOP_DETECTED;

    /**
     * A quoted string, to step over what merely looks like a parameter in it, or an error type. One without an end goes on to
     * that of the field: to look for its end from each quote in it would take the square of its length.
     */
    private static final Pattern PARTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"?+|; *error=([a-z_]+)");

    /** The registered error type, for example {@code connection_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same for people: {@code connection refused}. */
    public String text() {
        return word().replace('_', ' ');
    }

    /** The status of a registered error type; nothing for a word that is none. */
    public static Optional<ProxyStatus> of(String word) {
        for (ProxyStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /**
     * The error in the value of a {@code Proxy-Status} field. Where several intermediaries report one, that of the last:
     * it stands nearest to us (RFC 9209 §2).
     */
    public static Optional<ProxyStatus> inField(String value) {
        Optional<ProxyStatus> last = Optional.empty();
        Matcher part = PARTS.matcher(value);
        while (part.find()) {
            String word = part.group(1);
            if (word != null) {
                last = of(word);
            }
        }
        return last;
    }
}
