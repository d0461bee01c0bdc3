package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Apache httpd of Debian, with mod_proxy and what goes with it loaded. */
final class RealApache implements RealProgram {
    private static final String BEFORE = """
            ServerRoot {dir}
            PidFile {dir}/apache.pid
            DefaultRuntimeDir {dir}
            Mutex file:{dir}
            ServerName localhost
            User www-data
            Group www-data
            ErrorLog {dir}/error.log
            Listen {address}:{port}
            ServerLimit 1
            StartServers 1
            ThreadsPerChild 32
            MaxRequestWorkers 32
            DocumentRoot /var/www/html
            """;
    private static final ImmutableList<String> MODULES = ImmutableList.of(
            "mpm_event",
            "authz_core",
            "authz_host",
            "authz_user",
            "authn_core",
            "authn_file",
            "auth_basic",
            "access_compat",
            "rewrite",
            "macro");

    @Override
    public String name() {
        return "apache2";
    }

    @Override
    public String dialect() {
        return "apache";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("-DFOREGROUND", "-f", file.toString());
    }

    /** Loads mod_proxy, mod_proxy_http and mod_proxy_connect unless the lines load what they need of them. */
    @Override
    public String configuration(String lines) {
        StringBuilder text = new StringBuilder(BEFORE);
        MODULES.forEach(module -> text.append(load(module)));
        if (!lines.contains("LoadModule")) {
            text.append(load("proxy")).append(load("proxy_http")).append(load("proxy_connect"));
        }
        return text.append(lines).append('\n').toString();
    }

    /** The line that loads a module. */
    static String load(String module) {
        return "LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n";
    }
}
