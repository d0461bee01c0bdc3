package relaycheck.notify;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who wants to be told. */
public final class Recipient {
    private static final String MAILTO = "mailto:";
    /** Scheme, host and port. */
    private static final Pattern PLACE =
            Pattern.compile("([A-Za-z]+:)?(//)?(\\[[^]/@]*]|[^/?#@:\\[]*)(:[0-9]*(?![^/?#]))?/?");

    private static final int HIGHEST_PORT = 65_535;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Channel channel;

    private Recipient(String name, Channel channel) {
        this.name = name;
        this.channel = channel;
    }

    /**
     * The recipient that a user named.
     *
     * @param text an {@code https://} URL, an {@code http://} one of a loopback address, or a {@code mailto:} address
     * @param key  signs what is sent to a URL
     * @param smtp the server that takes mail
     * @throws IllegalArgumentException with a message for the user
     */
    public static Recipient of(String text, Optional<String> key, HostAndPort smtp) {
        if (Ascii.equalsIgnoreCase(text.substring(0, Math.min(text.length(), MAILTO.length())), MAILTO)) {
            String address = text.substring(MAILTO.length());
            return new Recipient(MAILTO + address, Mail.of(smtp, address, PATIENCE));
        }
        checkPort(text);
        URI url = url(text);
        String scheme = Ascii.toLowerCase(String.valueOf(url.getScheme()));
        checkArgument(
                scheme.equals("https") || scheme.equals("http"),
                "%s is no https:// URL and no mailto: address",
                shown(text));
        checkArgument(url.getHost() != null, "%s names no host", shown(text));
        checkArgument(
                url.getRawUserInfo() == null,
                "--notify: a URL with a user name or password is not supported; sign with --notify-key-file");
        checkArgument(
                scheme.equals("https") || isLoopback(url.getHost()),
                "%s: findings leave this machine over https:// alone; http:// is for 127.0.0.1 and [::1]",
                shown(text));
        return new Recipient(scheme + "://" + url.getRawAuthority(), new Webhook(url, key, PATIENCE));
    }

    /** Tells it, within half a minute; returns why that failed, where it did. */
    public Optional<String> tell(Notice notice) {
        return failure(notice).map(why -> name + " was not told: " + why);
    }

    private Optional<String> failure(Notice notice) {
        try {
            return Delivery.STANDARD.failure(channel, notice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(shown(text) + " is no URL: " + e.getReason());
        }
    }

    /** Of a number that is too long Java would say that there is no host. */
    private static void checkPort(String text) {
        Matcher place = PLACE.matcher(text);
        String port =
                place.lookingAt() && place.group(4) != null ? place.group(4).substring(1) : "";
        checkArgument(
                port.isEmpty() || port.length() <= 5 && HIGHEST_PORT >= Integer.parseInt(port) && !port.matches("0+"),
                "%s: %s is no port; a port is a number from 1 to 65535",
                shown(text),
                port);
    }

    /** Path and query often hold a secret, as a login does: none is ever shown, in a log of a pipeline least of all. */
    private static String shown(String text) {
        Matcher place = PLACE.matcher(text);
        String known = place.lookingAt() ? place.group() : "";
        return known.length() == text.length() ? text : known + "…";
    }

    private static boolean isLoopback(String host) {
        String literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return InetAddresses.isInetAddress(literal)
                && InetAddresses.forString(literal).isLoopbackAddress();
    }
}
