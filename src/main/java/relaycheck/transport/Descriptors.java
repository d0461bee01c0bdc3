package relaycheck.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** File descriptors: each connection takes one, and so does each that an open relay makes to our canary. */
public final class Descriptors {
    /** So few left count as none: the store, the report and the canary need some. */
    private static final long RESERVE = 64;

    /** The soft limit. */
    private static final Pattern OPEN_FILES = Pattern.compile("^Max open files +([0-9]+) ");

    private Descriptors() {}

    /** How many this process may have; the largest number where the system does not say. */
    public static long limit() {
        return fromProc()
                .orElseGet(() -> system() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    /** What Linux says in a file: the bean says the same, but with it come a hundred classes. */
    private static OptionalLong fromProc() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                Matcher found = OPEN_FILES.matcher(line);
                if (found.find()) {
                    return OptionalLong.of(Long.parseLong(found.group(1)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** Whether hardly any is left. Costs a look into the process table: for when something has failed. */
    static boolean areShort() {
        return system() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() < RESERVE;
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getOperatingSystemMXBean();
    }
}
