package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Privoxy of Debian, without its lists of what to block. */
final class RealPrivoxy implements RealProgram {
    @Override
    public String name() {
        return "privoxy";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("--no-daemon", file.toString());
    }

    @Override
    public String configuration(String lines) {
        return """
                confdir {dir}
                logdir {dir}
                logfile privoxy.log
                listen-address {address}:{port}
                """ + lines + "\n";
    }
}
