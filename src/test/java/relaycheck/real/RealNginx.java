package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** nginx of Debian; the lines stand inside {@code http}. */
final class RealNginx implements RealProgram {
    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of(
                "-p", dir.toString(), "-e", dir.resolve("start.log").toString(), "-c", file.toString());
    }

    @Override
    public String configuration(String lines) {
        return """
                daemon off;
                user root;
                worker_processes 1;
                pid {dir}/nginx.pid;
                error_log {dir}/error.log;
                events { worker_connections 64; }
                http {
                access_log {dir}/access.log;
                client_body_temp_path {dir}/body;
                proxy_temp_path {dir}/proxy;
                fastcgi_temp_path {dir}/fastcgi;
                uwsgi_temp_path {dir}/uwsgi;
                scgi_temp_path {dir}/scgi;
                """ + lines + "\n}\n";
    }
}
