package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Caddy of Debian; the lines stand in a site for every name. */
final class RealCaddy implements RealProgram {
    @Override
    public String name() {
        return "caddy";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("run", "--adapter", "caddyfile", "--config", file.toString());
    }

    /** It keeps its state in the home. */
    @Override
    public ImmutableList<String> command(Path dir, Path file) {
        return ImmutableList.<String>builder()
                .add("env", "HOME=" + dir, "XDG_DATA_HOME=" + dir, "XDG_CONFIG_HOME=" + dir)
                .addAll(RealProgram.super.command(dir, file))
                .build();
    }

    @Override
    public String configuration(String lines) {
        return """
                {
                    admin off
                    auto_https off
                }
                http://:{port} {
                    bind {address}
                """ + lines + "\n}\n";
    }
}
