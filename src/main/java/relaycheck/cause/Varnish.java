package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Varnish: directors that resolve what the client names, and CONNECT that is piped to the backend. */
final class Varnish extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "default\\.vcl|.*\\.vcl",
            "vcl\\s+4\\.[01]\\s*;|sub\\s+vcl_\\w+\\s*\\{?|backend\\s+\\w+\\s*\\{|set\\s+(req|bereq|beresp|resp)\\.|import\\s+\\w+;");
    private static final Pattern INCLUDE = Pattern.compile("include\\s+(?:\\+glob\\s+)?\"([^\"]+)\"\\s*;?");
    private static final Pattern CHOICE = Pattern.compile(
            "set\\s+(?:be)?req\\.backend(?:_hint)?\\s*=\\s*(\\w+)\\.(?:backend|dns_backend|resolve)\\(([^;]*)\\)\\s*;?");
    private static final Pattern CLIENT = Pattern.compile("(be)?req\\.(http\\.[\\w-]+|url)");
    private static final Pattern GUARD = Pattern.compile(
            "if\\s*\\(\\s*(!?)\\s*\\(?\\s*([\\w.-]+)\\s*(!~|~|==|!=)\\s*(\"[^\"]*\"|\\w+)\\s*\\)?\\s*\\)\\s*\\{\\s*return\\s*\\(\\s*(synth|fail|error)");

    Varnish() {
        super("varnish", MARKS, Files.SINGLE);
    }

    private record Line(Place place, String text) {}

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        List<Line> lines = new ArrayList<>();
        open(files, reading, (path, text) -> read(path, text, lines, reading));
        String whole = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
        lines.forEach(line -> judge(line, whole, reading));
    }

    private static void read(String path, List<String> text, List<Line> lines, Reading reading) {
        boolean comment = false;
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            if (comment && !line.contains("*/")) {
                continue;
            }
            line = (comment ? line.substring(line.indexOf("*/") + 2) : line).replaceAll("/\\*.*?\\*/", "");
            comment = line.contains("/*");
            line = (comment ? line.substring(0, line.indexOf("/*")) : line)
                    .replaceFirst("(^|\\s)(#|//).*", "")
                    .strip();
            Place place = new Place(path, i + 1);
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                reading.include(
                        include.group(1),
                        Reading.folder(path),
                        place,
                        false,
                        (file, inner) -> read(file, inner, lines, reading));
            } else if (!line.isEmpty()) {
                lines.add(new Line(place, line));
            }
        }
    }

    private static void judge(Line line, String whole, Reading reading) {
        Optional<MatchResult> chosen = CHOICE.matcher(line.text)
                .results()
                .filter(choice -> CLIENT.matcher(choice.group(2)).find())
                .findFirst();
        if (chosen.isPresent()) {
            MatchResult choice = chosen.get();
            Ports ports = ports(choice.group(1), choice.group(2), whole);
            Audience to = audience(whole);
            if (refusesThirdParties(whole)) {
                reading.note(line.place, choice.group() + ": only certain names come this far");
                return;
            }
            Opens opens = new Opens(ports, Ports.NONE);
            reading.cause(new Cause(
                    line.place,
                    choice.group(),
                    "Varnish",
                    opens,
                    to,
                    "the backend is whatever host the client names: it carries " + opens,
                    new Remedy("Choose among backends that are written down.", "set req.backend_hint = default;")));
        } else if (line.text.matches(".*return\\s*\\(\\s*pipe\\s*\\).*") && whole.contains("\"CONNECT\"")) {
            reading.note(line.place, "CONNECT is piped to the backend: what it opens is decided there");
        } else if (line.text.contains("C{")) {
            reading.note(line.place, "cannot be evaluated: C in VCL");
        }
    }

    /** A URL with the client's host may name any port; a director has its own, 80 by default. */
    private static Ports ports(String director, String arguments, String whole) {
        Matcher own = Pattern.compile("new\\s+" + director + "\\s*=\\s*[^;]*\\bport\\s*=\\s*\"(\\d+)\"")
                .matcher(whole);
        Matcher port = Pattern.compile("port\\s*=\\s*\"?(\\d+)").matcher(arguments);
        if (arguments.contains("\"http")
                || Pattern.compile("port\\s*=\\s*(be)?req\\.|,\\s*(be)?req\\.")
                        .matcher(arguments)
                        .find()) {
            return Ports.ALL;
        }
        return port.find() ? Ports.parse(port.group(1)) : own.find() ? Ports.parse(own.group(1)) : Ports.of(80);
    }

    private static boolean refusesThirdParties(String whole) {
        return guards(whole).stream()
                .filter(guard -> guard.group(2).equals("req.http.host"))
                .anyMatch(guard -> {
                    String value = guard.group(4).replace("\"", "");
                    boolean regex = guard.group(3).endsWith("~");
                    boolean matches =
                            regex ? ApacheSections.found(value, ChosenTarget.HOST) : value.equals(ChosenTarget.HOST);
                    return matches
                            != (guard.group(3).startsWith("!") != guard.group(1).equals("!"));
                });
    }

    private static Audience audience(String whole) {
        for (MatchResult guard : guards(whole)) {
            boolean keepsOthersOut =
                    guard.group(3).startsWith("!") != guard.group(1).equals("!");
            if (guard.group(2).equals("client.ip") && keepsOthersOut && !isForEveryone(guard.group(4), whole)) {
                return Audience.ADDRESSES;
            }
            if (guard.group(2).equals("req.http.Authorization") && keepsOthersOut) {
                return Audience.LOGIN;
            }
        }
        return Audience.ANYONE;
    }

    private static boolean isForEveryone(String acl, String whole) {
        Matcher body = Pattern.compile("acl\\s+" + Pattern.quote(acl) + "\\s*\\{([^}]*)}")
                .matcher(whole);
        return body.find()
                && Pattern.compile("\"?([0-9.:a-f]+)\"?/(\\d+)")
                        .matcher(body.group(1))
                        .results()
                        .anyMatch(entry -> Addresses.includeStrangers(entry.group(1) + "/" + entry.group(2)));
    }

    private static List<MatchResult> guards(String whole) {
        return GUARD.matcher(whole).results().toList();
    }
}
