package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of YAML or JSON and where it stands: a key of a map (empty in a list), its text or its children. */
record Yaml(Place place, String key, String text, ImmutableList<Yaml> children) {
    /** Deeper trees, and circles of anchors, are cut off. */
    private static final int DEEPEST = 64;

    /** A leaf and the keys that lead to it. */
    record Leaf(String path, Yaml node) {}

    /** The whole file; what is no YAML is written down as unread. */
    static Optional<Yaml> read(String path, List<String> lines, Reading reading) {
        try {
            return new Compose(LoadSettings.builder().setLabel(path).build())
                    .composeString(String.join("\n", lines))
                    .map(node -> of(path, "", node, 0, 0));
        } catch (YamlEngineException problem) {
            String why = String.valueOf(problem.getMessage());
            reading.unread(
                    new Place(path, 0),
                    "is not well-formed: " + why.lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    private static Yaml of(String path, String key, Node node, int line, int depth) {
        int own = line > 0
                ? line
                : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        Place place = new Place(path, own);
        if (depth > DEEPEST) {
            return new Yaml(place, key, "", ImmutableList.of());
        }
        if (node instanceof ScalarNode scalar) {
            return new Yaml(place, key, scalar.getValue(), ImmutableList.of());
        }
        if (node instanceof SequenceNode sequence) {
            return new Yaml(
                    place,
                    key,
                    "",
                    sequence.getValue().stream()
                            .map(item -> of(path, "", item, 0, depth + 1))
                            .collect(ImmutableList.toImmutableList()));
        }
        return new Yaml(
                place,
                key,
                "",
                ((MappingNode) node)
                        .getValue().stream()
                                .map(tuple -> entry(path, tuple, depth))
                                .collect(ImmutableList.toImmutableList()));
    }

    /** An entry stands where its key does. */
    private static Yaml entry(String path, NodeTuple tuple, int depth) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        int line = tuple.getKeyNode()
                .getStartMark()
                .map(mark -> mark.getLine() + 1)
                .orElse(0);
        return of(path, key, tuple.getValueNode(), line, depth + 1);
    }

    Optional<Yaml> child(String name) {
        return children.stream().filter(child -> child.key.equals(name)).findFirst();
    }

    /** Its own text, or those of its list. */
    Stream<String> values() {
        return children.isEmpty() ? Stream.of(text) : children.stream().map(Yaml::text);
    }

    /** This and all within. */
    Stream<Yaml> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Yaml::all));
    }

    /** All within that have a key and a text. */
    Stream<Leaf> leaves() {
        return leaves("");
    }

    private Stream<Leaf> leaves(String above) {
        String path = key.isEmpty() ? above : above + "/" + key;
        return children.isEmpty()
                ? Stream.of(new Leaf(path, this))
                : children.stream().flatMap(child -> child.leaves(path));
    }
}
