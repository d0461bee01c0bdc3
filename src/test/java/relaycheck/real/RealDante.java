package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Dante's server, which speaks SOCKS. */
final class RealDante implements RealProgram {
    @Override
    public String name() {
        return "danted";
    }

    @Override
    public String dialect() {
        return "dante";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of(
                "-f", file.toString(), "-p", dir.resolve("danted.pid").toString());
    }

    /** The first line of its own that listens is the one that tests wait for. */
    @Override
    public String configuration(String lines) {
        return """
                logoutput: {dir}/danted.log
                internal: {address} port = {port}
                external: 127.0.0.1
                user.privileged: root
                user.unprivileged: nobody
                """ + lines + "\n";
    }
}
