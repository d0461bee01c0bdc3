package relaycheck.verdict;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;

/**
 * What the owner's own files say of an endpoint: why it is open, and whether it was abused.
 *
 * @param causes the lines of its configuration that open it, the worst first
 * @param impact what its access logs say, where there is one
 */
public record Background(ImmutableList<Cause> causes, Optional<Impact> impact) {
    /** No file was read. */
    public static final Background NONE = new Background(ImmutableList.of(), Optional.empty());

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return causes.isEmpty() && impact.isEmpty();
    }

    /**
     * A line of a configuration that opens a door.
     *
     * @param file      as it was named
     * @param line      counted from 1; 0 is the file as a whole
     * @param directive the line
     * @param software  whose configuration it is
     * @param get       whether plain requests are let through
     * @param connect   the ports that tunnels reach
     * @param to        who gets through: anyone, addresses, login
     * @param severity  how bad it is
     * @param because   why, in one line
     * @param remedy    what to do
     * @param change    what the line becomes, or what is added
     */
    public record Cause(
            String file,
            int line,
            String directive,
            String software,
            boolean get,
            ImmutableList<Integer> connect,
            String to,
            Severity severity,
            String because,
            String remedy,
            String change) {
        /** {@code httpd.conf:12}. */
        public String place() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    /**
     * What access logs say.
     *
     * @param files        the logs
     * @param lines        their lines
     * @param unparsed     the lines that no format fits
     * @param uses         requests that were relayed
     * @param attempts     requests that were turned down
     * @param own          requests of relaycheck, or for its canary
     * @param first        the first use or attempt whose time is known
     * @param last         the last one
     * @param sources      those that asked most
     * @param destinations those that were asked for most
     * @param next         what to do now
     */
    public record Impact(
            ImmutableList<String> files,
            long lines,
            long unparsed,
            long uses,
            long attempts,
            long own,
            Optional<Instant> first,
            Optional<Instant> last,
            ImmutableList<Source> sources,
            ImmutableList<Place> destinations,
            ImmutableList<String> next) {}

    /**
     * Who asked.
     *
     * @param address  as it stands in the log
     * @param outside  whether it is a stranger's
     * @param uses     how often it was served
     * @param attempts how often it was turned down
     */
    public record Source(String address, boolean outside, long uses, long attempts) {}

    /**
     * Where to.
     *
     * @param host     the host
     * @param port     its port, where one was named
     * @param uses     how often it was reached
     * @param attempts how often it was not
     * @param suggests what the port suggests
     */
    public record Place(String host, Optional<Integer> port, long uses, long attempts, String suggests) {
        /** {@code mail.example.net:25}. */
        public String authority() {
            String literal = host.contains(":") ? "[" + host + "]" : host;
            return port.map(number -> literal + ":" + number).orElse(literal);
        }
    }
}
