package relaycheck.cause;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Configuration files that a test wrote down. */
public record TextConfigFiles(ImmutableMap<String, String> texts) implements ConfigFiles {
    @Override
    public Text read(String path) {
        String text = texts.get(path);
        return text == null
                ? new Text(ImmutableList.of(), ImmutableList.of(new Unread(new Place(path, 0), "does not exist")))
                : new Text(ImmutableList.copyOf(Splitter.on('\n').split(text)), ImmutableList.of());
    }

    @Override
    public ImmutableList<String> find(String pattern) {
        Pattern name = Pattern.compile(
                Pattern.quote(pattern).replace("*", "\\E[^/]*\\Q").replace("?", "\\E.\\Q"));
        return texts.keySet().stream()
                .filter(path -> name.matcher(path).matches() || path.startsWith(pattern + "/"))
                .map(path -> name.matcher(path).matches() ? path : pattern)
                .distinct()
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> under(String folder) {
        return texts.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    static TextConfigFiles of(Map<String, String> texts) {
        return new TextConfigFiles(ImmutableMap.copyOf(texts));
    }
}
