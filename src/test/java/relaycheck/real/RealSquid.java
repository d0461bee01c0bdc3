package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Squid of Debian, without a cache. */
final class RealSquid implements RealProgram {
    @Override
    public String name() {
        return "squid";
    }

    /** The service name keeps several Squids of one machine apart. */
    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        String service = "rc" + dir.getFileName().toString().replaceAll("[^0-9]", "");
        return ImmutableList.of("-N", "-n", service, "-f", file.toString());
    }

    @Override
    public String configuration(String lines) {
        String port = lines.contains("http_port") ? "" : "http_port {address}:{port}\n";
        return port + lines + """

                pid_filename {dir}/squid.pid
                access_log stdio:{dir}/access.log
                cache_log {dir}/cache.log
                cache deny all
                cache_mem 8 MB
                memory_pools off
                shutdown_lifetime 0 seconds
                visible_hostname localhost
                pinger_enable off
                netdb_filename none
                coredump_dir {dir}
                """;
    }
}
