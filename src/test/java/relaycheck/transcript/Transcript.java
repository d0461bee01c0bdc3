package relaycheck.transcript;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A capture: what one piece of software in one configuration answered.
 *
 * @param name      folder and case, for example {@code squid-5.7/squid-default}
 * @param remarks   what the head says: {@code case}, {@code asked}, {@code captured}, {@code truth}
 * @param exchanges in the order of the file
 */
public record Transcript(String name, ImmutableMap<String, String> remarks, ImmutableList<Exchange> exchanges) {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    /** Every capture there is, in the order of their names. */
    public static ImmutableList<Transcript> all() {
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            return files.filter(file -> file.getNameCount() == FOLDER.getNameCount() + 2)
                    .sorted()
                    .map(Transcript::read)
                    .collect(toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The capture of this name. */
    public static Transcript of(String name) {
        return read(FOLDER.resolve(name + ".txt"));
    }

    /** The first exchange of this probe, on port 8080 where it was asked on both. */
    public Exchange exchange(String id) {
        return exchanges.stream()
                .filter(exchange -> exchange.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + id));
    }

    private static Transcript read(Path file) {
        String name = FOLDER.relativize(file).toString().replace(".txt", "");
        try {
            return new TranscriptReader(name).read(Files.readAllLines(file, US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
