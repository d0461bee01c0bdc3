package relaycheck.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The names of a hosts file, in lower case, with all their addresses of both families. The DNS library's own reader gives
 * one of them and minds the case.
 */
record ResolverHosts(ImmutableSetMultimap<String, InetAddress> addresses) {
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    /** Where it is by default, Windows included. */
    static Path systemPath() {
        String windows = System.getenv("SystemRoot");
        return windows == null ? Path.of("/etc/hosts") : Path.of(windows, "System32", "drivers", "etc", "hosts");
    }

    /** A file that is not there names nothing; any bytes can be read as ISO 8859-1, and host names are ASCII. */
    static ResolverHosts read(Path file) throws IOException {
        ImmutableSetMultimap.Builder<String, InetAddress> all = ImmutableSetMultimap.builder();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, ISO_8859_1)) {
                int comment = line.indexOf('#');
                add(WORDS.splitToList(comment < 0 ? line : line.substring(0, comment)), all);
            }
        }
        return new ResolverHosts(all.build());
    }

    /** What is no address, or one with a zone, is passed over as the system's resolver does. */
    private static void add(List<String> words, ImmutableSetMultimap.Builder<String, InetAddress> all) {
        if (!words.isEmpty() && !words.get(0).contains("%") && InetAddresses.isInetAddress(words.get(0))) {
            InetAddress address = InetAddresses.forString(words.get(0));
            words.stream().skip(1).forEach(name -> all.put(name.toLowerCase(Locale.ROOT), address));
        }
    }

    ImmutableSet<InetAddress> addressesOf(String name) {
        return addresses.get(name);
    }
}
