package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Stream;
import relaycheck.text.Printable;
import tools.jackson.databind.json.JsonMapper;

/** For editors and pull requests: SARIF 2.1.0, each cause at its line. */
final class CauseSarif implements CauseFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A rule for each audience; the number is what code hosts sort by, on the scale of CVSS. */
    private static final ImmutableList<Map<String, Object>> RULES = ImmutableList.of(
            rule(Audience.ANYONE, "Relays traffic for anyone", "9.3"),
            rule(Audience.LOGIN, "Relays traffic for those who log in", "2.0"),
            rule(Audience.ADDRESSES, "Relays traffic for certain addresses", "2.0"));

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public String ending() {
        return ".sarif";
    }

    @Override
    public void write(Findings findings, Appendable out) throws IOException {
        Map<String, Object> run = ImmutableMap.of(
                "tool",
                ImmutableMap.of("driver", ImmutableMap.of("name", "relaycheck", "rules", RULES)),
                "invocations",
                ImmutableList.of(ImmutableMap.of(
                        "executionSuccessful",
                        findings.unread().isEmpty(),
                        "toolExecutionNotifications",
                        notifications(findings))),
                "results",
                findings.causes().stream().map(CauseSarif::result).toList());
        Map<String, Object> log = ImmutableMap.of(
                "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
                "version", "2.1.0",
                "runs", ImmutableList.of(run));
        out.append(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(log))
                .append('\n');
    }

    private static Map<String, Object> rule(Audience to, String text, String severity) {
        return ImmutableMap.of(
                "id", "relay-" + to.word(),
                "shortDescription", text(text),
                "fullDescription", text(text + ": whoever is attacked through this host sees its address."),
                "help", text("Each result names the smallest change that closes the door."),
                "properties",
                        ImmutableMap.of("security-severity", severity, "tags", ImmutableList.of("security", "proxy")));
    }

    private static Map<String, Object> result(Cause cause) {
        return ImmutableMap.of(
                "ruleId", "relay-" + cause.to().word(),
                "level", cause.to() == Audience.ANYONE ? "error" : "note",
                "message",
                        text(cause.directive() + " (" + cause.software() + "): " + cause.because() + ". "
                                + cause.remedy().text() + " " + cause.step() + ": "
                                + cause.remedy().change()),
                "locations", ImmutableList.of(location(cause.place())),
                "partialFingerprints",
                        ImmutableMap.of(
                                "relaycheckCause/v1",
                                Integer.toHexString((cause.place().file() + " " + cause.directive() + " "
                                                + cause.to().word())
                                        .hashCode())));
    }

    private static ImmutableList<Map<String, Object>> notifications(Findings findings) {
        return Stream.concat(
                        findings.unread().stream().map(unread -> notification("error", unread.place(), unread.why())),
                        findings.notes().stream().map(note -> notification("note", note.place(), note.text())))
                .collect(ImmutableList.toImmutableList());
    }

    private static Map<String, Object> notification(String level, Place place, String text) {
        return ImmutableMap.of("level", level, "message", text(text), "locations", ImmutableList.of(location(place)));
    }

    private static Map<String, Object> location(Place place) {
        ImmutableMap.Builder<String, Object> physical = ImmutableMap.<String, Object>builder()
                .put("artifactLocation", ImmutableMap.of("uri", uri(place.file())));
        if (place.line() > 0) {
            physical.put("region", ImmutableMap.of("startLine", place.line()));
        }
        return ImmutableMap.of("physicalLocation", physical.build());
    }

    /** Relative paths stay relative: code hosts match them with the files of the repository. */
    private static String uri(String file) {
        try {
            return file.startsWith("/")
                    ? new URI("file", "", file, null).toASCIIString()
                    : new URI(null, null, file.replaceFirst("^\\./", ""), null).toASCIIString();
        } catch (URISyntaxException odd) {
            return "unprintable";
        }
    }

    private static Map<String, Object> text(String text) {
        return ImmutableMap.of("text", Printable.line(text));
    }
}
