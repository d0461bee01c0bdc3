package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** lighttpd of Debian. */
final class RealLighttpd implements RealProgram {
    @Override
    public String name() {
        return "lighttpd";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("-D", "-f", file.toString());
    }

    @Override
    public String configuration(String lines) {
        return """
                server.bind = "{address}"
                server.port = {port}
                server.document-root = "/var/www/html"
                server.errorlog = "{dir}/error.log"
                """ + lines + "\n";
    }
}
