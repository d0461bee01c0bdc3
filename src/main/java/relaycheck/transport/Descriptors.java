package relaycheck.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** File descriptors: each connection takes one, and so does each that an open relay makes to our canary. */
public final class Descriptors {
    /** So few left count as none: the store, the report and the canary need some. */
    private static final long RESERVE = 64;

    private Descriptors() {}

    /** How many this process may have; the largest number where the system does not say. */
    public static long limit() {
        return system() instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
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
