package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON object a line, under the names that nginx, Apache, Caddy, Traefik and others use. */
final class JsonFormat implements LogFormat {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DEPTH = 8;

    private enum Role {
        ADDRESS,
        TIME,
        REQUEST,
        METHOD,
        TARGET,
        STATUS,
        SIZE,
        AGENT,
        MESSAGE
    }

    /** Names in lower case; those of nested objects are joined by a dot. */
    private static final ImmutableMap<String, Role> NAMES = names(ImmutableMap.of(
            Role.ADDRESS,
            "remote_addr remote_ip remoteip remoteaddr remote_address client_ip clientip client_addr clientaddr client clienthost"
                    + " client_host src src_ip source_ip ip addr address host_ip c-ip chi request.remote_ip"
                    + " request.remote_addr client.ip client.address source.ip remote httprequest.remoteip",
            Role.TIME,
            "time ts timestamp @timestamp time_local time_iso8601 timelocal datetime date msec starttime startutc"
                    + " request_time_start",
            Role.REQUEST,
            "request request_line requestline http_request req",
            Role.METHOD,
            "method request_method requestmethod verb http_method request.method http.request.method cqhm"
                    + " httprequest.requestmethod",
            Role.TARGET,
            "uri url request_uri requesturi request_url path requestpath target request.uri request.url"
                    + " url.original cquc httprequest.requesturl",
            Role.STATUS,
            "status status_code statuscode code response response_code http_status downstreamstatus response.status"
                    + " http.response.status_code pssc httprequest.status",
            Role.SIZE,
            "size bytes bytes_sent body_bytes_sent bytessent response_size resp_size downstreamcontentsize length"
                    + " http.response.body.bytes psql httprequest.responsesize",
            Role.AGENT,
            "user_agent useragent http_user_agent agent user-agent request_user-agent request.headers.user-agent"
                    + " user_agent.original httprequest.useragent",
            Role.MESSAGE,
            "message msg log"));

    private static final LogFormat CUSTOM = new LooseFormat();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (to - from < 2 || line[from] != '{') {
            return false;
        }
        Map<Role, String> values = new EnumMap<>(Role.class);
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(line, from, to - from))) {
            collect(parser, values);
        } catch (JacksonException broken) {
            return false;
        }
        return fill(values, fields);
    }

    private static void collect(JsonParser parser, Map<Role, String> values) {
        Deque<String> path = new ArrayDeque<>();
        String name = "";
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> path.addLast(name);
                case END_OBJECT -> path.removeLast();
                case PROPERTY_NAME -> name = nameIn(path, parser.currentName());
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    Role role = NAMES.get(name);
                    if (role != null) {
                        values.putIfAbsent(role, parser.getString());
                    }
                }
                default -> {
                    // arrays are looked into (Caddy lists each header's values), the rest says nothing
                }
            }
            if (path.size() > MAX_DEPTH) {
                return;
            }
        }
    }

    private static String nameIn(Deque<String> path, String name) {
        String parent = path.isEmpty() ? "" : path.getLast();
        return (parent.isEmpty() ? name : parent + "." + name).toLowerCase(Locale.ROOT);
    }

    /** What a collector of logs wraps in JSON as it came. */
    private boolean isReadWrapped(byte[] message, LineFields fields) {
        return read(message, 0, message.length, fields)
                || LogFormats.PLAIN.stream().anyMatch(format -> format.read(message, 0, message.length, fields))
                || CUSTOM.read(message, 0, message.length, fields);
    }

    private boolean fill(Map<Role, String> values, LineFields fields) {
        String request = values.getOrDefault(Role.REQUEST, "");
        String method = values.getOrDefault(Role.METHOD, "");
        String target = values.getOrDefault(Role.TARGET, "");
        // a request line tells the form that was asked for; what else a server calls the URI has lost scheme and host
        if (!method.isEmpty() && !target.isEmpty() && request.indexOf(' ') < 0) {
            request = method + " " + target;
        }
        String status = values.getOrDefault(Role.STATUS, "");
        if (request.isEmpty() && values.containsKey(Role.MESSAGE)) {
            byte[] message = values.get(Role.MESSAGE).stripTrailing().getBytes(UTF_8);
            return isReadWrapped(message, fields);
        }
        if (!values.containsKey(Role.ADDRESS) || request.isEmpty() || status.isEmpty()) {
            return false;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(values.getOrDefault(Role.ADDRESS, "").getBytes(UTF_8));
        int addressEnd = text.size();
        text.writeBytes(request.getBytes(UTF_8));
        int requestEnd = text.size();
        text.writeBytes(values.getOrDefault(Role.AGENT, "").getBytes(UTF_8));
        fields.clear(text.toByteArray());
        fields.address(0, addressEnd);
        fields.request(addressEnd, requestEnd);
        fields.agentFrom = requestEnd;
        fields.agentTo = text.size();
        fields.status = (int) number(status);
        fields.size = Math.max(LineFields.UNKNOWN_SIZE, number(values.getOrDefault(Role.SIZE, "")));
        fields.time = AnyTime.read(values.getOrDefault(Role.TIME, ""), fields.clock);
        return fields.status >= 0 && fields.addressTo > 0;
    }

    private static long number(String text) {
        byte[] digits = text.getBytes(UTF_8);
        return ByteSearch.number(digits, 0, digits.length);
    }

    private static ImmutableMap<String, Role> names(Map<Role, String> lists) {
        ImmutableMap.Builder<String, Role> names = ImmutableMap.builder();
        lists.forEach((role, list) -> {
            for (String name : list.split(" ", -1)) {
                names.put(name, role);
            }
        });
        return names.buildOrThrow();
    }
}
