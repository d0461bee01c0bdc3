package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** tinyproxy of Debian. */
final class RealTinyproxy implements RealProgram {
    @Override
    public String name() {
        return "tinyproxy";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("-d", "-c", file.toString());
    }

    @Override
    public String configuration(String lines) {
        return """
                Listen {address}
                Port {port}
                Timeout 600
                LogFile "{dir}/tinyproxy.log"
                LogLevel Connect
                MaxClients 20
                """ + lines + "\n";
    }
}
