package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** lighttpd: its proxy goes to fixed hosts only, but can be told to hand CONNECT on to them. */
final class Lighttpd extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "lighttpd[-.\\w]*\\.conf",
            "(server\\.(modules|document-root|port|bind|errorlog|username|pid-file)|proxy\\.(server|header|forwarded|balance)"
                    + "|index-file\\.names|url\\.\\w+|mimetype\\.assign|include_shell|fastcgi\\.server)\\s*(\\+?=|\").*"
                    + "|\\$(HTTP|SERVER)\\[\"\\w[\\w-]*\"\\].*");
    private static final Pattern CONDITION =
            Pattern.compile("\\$(\\w+)\\[\"([\\w-]+)\"]\\s*(==|!=|=~|!~)\\s*\"([^\"]*)\"");
    private static final Pattern CONNECT = Pattern.compile("\"connect\"\\s*=>\\s*\"enable\"");
    private static final Pattern LISTENS = Pattern.compile("^server\\.port\\s*=\\s*(\\d{1,5})"
            + "|^server\\.bind\\s*=\\s*\"([^\"]*)\"|\\$SERVER\\[\"socket\"]\\s*==\\s*\"([^\"]*)\"");
    private static final Pattern INCLUDE = Pattern.compile("include\\s+\"([^\"]+)\".*");

    Lighttpd() {
        super("lighttpd", MARKS, Files.INCLUDED);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        Lines lines = new Lines(reading);
        open(files, reading, lines::read);
        lines.judge();
    }

    private static final class Lines {
        private final Reading reading;
        private final Deque<String> conditions = new ArrayDeque<>();
        private Optional<Cause> door = Optional.empty();
        private boolean proxies;
        private boolean loopback;
        private int port = 80;
        private String bind = "";

        Lines(Reading reading) {
            this.reading = reading;
        }

        void read(String path, List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    line(new Place(path, i + 1), line.replaceFirst("\\s#[^\"]*$", ""));
                }
            }
        }

        private void line(Place place, String line) {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                reading.include(include.group(1), Reading.folder(place.file()), place, false, this::read);
            } else if (line.matches("(magnet\\.|include_shell).*")) {
                reading.note(place, "cannot be evaluated, a script: " + line);
            }
            listen(line);
            proxies |= line.contains("mod_proxy") || line.startsWith("proxy.server");
            loopback |= line.matches("server\\.bind\\s*=\\s*\"(127\\..*|localhost|\\[?::1]?)\".*");
            if (line.endsWith("{")) {
                conditions.push(line);
            }
            if (CONNECT.matcher(line).find()) {
                door = Optional.of(cause(place, line));
            }
            if (line.startsWith("}") && !conditions.isEmpty()) {
                conditions.pop();
                if (line.endsWith("{") && !conditions.isEmpty()) {
                    conditions.pop();
                    conditions.push(line);
                }
            }
        }

        /** Where lines stand in conditions, they hold for all of them. */
        private void listen(String line) {
            Matcher setting = LISTENS.matcher(line);
            if (setting.find() && setting.group(1) != null) {
                port = Integer.parseInt(setting.group(1));
            } else if (setting.reset().find() && setting.group(2) != null) {
                bind = setting.group(2);
            } else if (setting.reset().find()) {
                reading.listen(setting.group(3), port);
            }
        }

        private Cause cause(Place place, String line) {
            Audience to = conditions.stream().anyMatch(Lines::limits) ? Audience.ADDRESSES : Audience.ANYONE;
            return new Cause(
                    place,
                    line,
                    "lighttpd",
                    new Opens(Ports.NONE, Ports.ALL),
                    to,
                    "CONNECT is handed on to the backend, which decides about every port",
                    new Remedy(
                            "Leave CONNECT to the proxy that answers it, or switch it off here.",
                            "proxy.header = ( \"connect\" => \"disable\" )"));
        }

        /** A condition that strangers, or requests for third parties, do not meet. */
        private static boolean limits(String text) {
            Matcher condition = CONDITION.matcher(text);
            if (!condition.find()) {
                return false;
            }
            boolean negated = condition.group(3).startsWith("!");
            boolean regex = condition.group(3).endsWith("~");
            String value = condition.group(4);
            return switch (condition.group(2)) {
                case "remoteip", "remote-ip" -> Stream.of(value).noneMatch(Addresses::includeStrangers) != negated;
                case "host" ->
                    (regex ? ApacheSections.found(value, ChosenTarget.HOST) : value.equals(ChosenTarget.HOST))
                            == negated;
                default -> false;
            };
        }

        void judge() {
            reading.listen(bind.contains("::") && !bind.startsWith("[") ? "[" + bind + "]" : bind, port);
            door.filter(cause -> proxies)
                    .map(cause -> loopback
                            ? new Cause(
                                    cause.place(),
                                    cause.directive(),
                                    cause.software(),
                                    cause.opens(),
                                    Audience.ADDRESSES,
                                    cause.because(),
                                    cause.remedy())
                            : cause)
                    .ifPresent(reading::cause);
        }
    }
}
