package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** HAProxy of Debian, in http mode. */
final class RealHaproxy implements RealProgram {
    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("-db", "-f", file.toString());
    }

    @Override
    public String configuration(String lines) {
        return """
                global
                  maxconn 50
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 10s
                  timeout server 10s
                resolvers dns
                  parse-resolv-conf
                """ + lines + "\n";
    }
}
