package relaycheck.cause;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code client} or {@code socks} rule of Dante's, with what stands between its braces. */
record DanteRule(Place place, boolean client, boolean pass, String body) {
    private static final Pattern FIELD = Pattern.compile(
            "\\b(from|to|command|log|socksmethod|method|clientmethod|protocol|proxyprotocol|user|group|session\\.\\w+|bandwidth|libwrap)\\s*:\\s*");
    private static final Pattern PORT =
            Pattern.compile("\\bport\\s*(=|eq|!=|neq?|>=|ge|<=|le|>|gt|<|lt)?\\s*([\\w-]+(?:\\s*-\\s*\\d+)?)");
    private static final ImmutableMap<String, Integer> SERVICES = ImmutableMap.<String, Integer>builder()
            .put("ftp", 21)
            .put("ssh", 22)
            .put("telnet", 23)
            .put("smtp", 25)
            .put("domain", 53)
            .put("http", 80)
            .put("pop3", 110)
            .put("imap2", 143)
            .put("https", 443)
            .put("submissions", 465)
            .put("submission", 587)
            .put("imaps", 993)
            .put("pop3s", 995)
            .put("http-alt", 8080)
            .buildOrThrow();
    private static final int LAST_PORT = 65_535;

    /** A field of the rule, empty where it is not there. */
    private String field(String... names) {
        Matcher field = FIELD.matcher(body);
        while (field.find()) {
            if (Stream.of(names).anyMatch(field.group(1)::equals)) {
                int start = field.end();
                return field.find()
                        ? body.substring(start, field.start()).strip()
                        : body.substring(start).strip();
            }
        }
        return "";
    }

    String methods() {
        return field("socksmethod", "method");
    }

    String clientMethods() {
        return field("clientmethod", "method");
    }

    boolean isFor(Asker asker, boolean six) {
        String from = address("from");
        return from.isEmpty() || Addresses.isOf(from, six) && (isEveryone(from) || asker.inside() && pass);
    }

    /** Whether a client rule is for connections that come in there; a name may be any address. */
    boolean takesAt(Listener listener, boolean six) {
        String to = address("to");
        boolean address = to.isEmpty()
                || isEveryone(to)
                || listener.isEverywhere()
                || Addresses.mayContain(to, listener.address());
        return address && Addresses.isOf(to, six) && (unknownPort().isPresent() || ports().contains(listener.port()));
    }

    /** The address of a field: blanks may stand around the slash. */
    private String address(String name) {
        return field(name).replaceAll("\\s*/\\s*", "/").split("\\s+")[0];
    }

    /** A dot is every host that has a name, {@code all} a host of that name. */
    private boolean isEveryone(String address) {
        return address.equals(".") ? pass : address.contains("/") && Addresses.includeStrangers(address);
    }

    boolean goesAnywhere(boolean six) {
        String to = address("to");
        return (to.isEmpty() || isEveryone(to) && Addresses.isOf(to, six))
                && isOrHas(field("command"), "connect")
                && isOrHas(field("protocol"), "tcp");
    }

    private static boolean isOrHas(String words, String word) {
        return words.isEmpty() || words.matches("(?s).*\\b" + word + "\\b.*");
    }

    /** The name of a service that is not known here. */
    Optional<String> unknownPort() {
        Matcher port = PORT.matcher(field("to"));
        return port.find() && !port.group(2).matches("\\d.*") && !SERVICES.containsKey(port.group(2))
                ? Optional.of(port.group(2))
                : Optional.empty();
    }

    /** The ports that it holds for; none where that is not known. */
    Ports ports() {
        Matcher port = PORT.matcher(field("to"));
        if (!port.find()) {
            return Ports.ALL;
        }
        String text = port.group(2).replaceAll("\\s", "");
        if (text.matches("\\d+-\\d+")) {
            return Ports.parse(text);
        }
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : SERVICES.getOrDefault(text, 0);
        if (number < 1 || number > LAST_PORT) {
            return Ports.NONE;
        }
        return switch (port.group(1) == null ? "" : port.group(1)) {
            case "ge", ">=" -> range(number, LAST_PORT);
            case "gt", ">" -> range(number + 1, LAST_PORT);
            case "le", "<=" -> range(1, number);
            case "lt", "<" -> range(1, number - 1);
            case "!=", "ne", "neq" -> range(1, number - 1).and(range(number + 1, LAST_PORT));
            default -> range(number, number);
        };
    }

    private static Ports range(int from, int to) {
        return from > to ? Ports.NONE : Ports.range(from, to);
    }
}
