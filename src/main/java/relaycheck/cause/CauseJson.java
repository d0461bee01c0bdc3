package relaycheck.cause;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import relaycheck.text.Printable;
import tools.jackson.databind.json.JsonMapper;

/** For programs: {@code relaycheck-cause/1}. */
final class CauseJson implements CauseFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String ending() {
        return ".json";
    }

    @Override
    public void write(Findings findings, Appendable out) throws IOException {
        Map<String, Object> report = ImmutableMap.of(
                "schema", "relaycheck-cause/1",
                "files", findings.files().size(),
                "causes", findings.causes().stream().map(CauseJson::cause).toList(),
                "unread",
                        findings.unread().stream()
                                .map(unread -> place(unread.place(), "why", unread.why()))
                                .toList(),
                "notes",
                        findings.notes().stream()
                                .map(note -> place(note.place(), "text", note.text()))
                                .toList());
        out.append(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report))
                .append('\n');
    }

    private static Map<String, Object> cause(Cause cause) {
        return ImmutableMap.<String, Object>builder()
                .put("file", Printable.line(cause.place().file()))
                .put("line", cause.place().line())
                .put("directive", Printable.line(cause.directive()))
                .put("software", cause.software())
                .put("opens", opens(cause.opens()))
                .put(
                        "listens",
                        cause.at().stream()
                                .map(listener -> Printable.line(listener.toString()))
                                .toList())
                .put("to", cause.to().word())
                .put("severity", cause.severity().word())
                .put("because", Printable.line(cause.because()))
                .put(
                        "remedy",
                        ImmutableMap.of(
                                "text", Printable.line(cause.remedy().text()),
                                "change", Printable.line(cause.remedy().change())))
                .build();
    }

    private static Map<String, Object> opens(Opens opens) {
        List<Integer> connect = opens.connect().listed();
        return ImmutableMap.of("get", !opens.get().isEmpty(), "connect", connect);
    }

    private static Map<String, Object> place(Place place, String key, String text) {
        return ImmutableMap.of("file", Printable.line(place.file()), "line", place.line(), key, Printable.line(text));
    }
}
