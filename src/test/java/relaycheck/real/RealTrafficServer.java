package relaycheck.real;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** Apache Traffic Server of Debian: the lines are records that replace those that are shipped. */
final class RealTrafficServer implements RealProgram {
    /** A tree of its own, because the server reads and writes where it was built to. */
    private static final String START = """
            mkdir etc log run cache && cp -rL /etc/trafficserver/. etc/
            grep '^CONFIG' FILE | while read -r _ key _; do sed -i "/ $key /d" etc/records.config; done
            grep '^CONFIG' FILE >> etc/records.config
            for own in ip_allow.yaml remap.config; do if [ -f $own ]; then cp $own etc/; fi; done
            echo DIR/cache 32M > etc/storage.config
            printf '%s\\n' prefix:\\ DIR exec_prefix:\\ /usr bindir:\\ /usr/bin sbindir:\\ /usr/sbin sysconfdir:\\ DIR/etc \\
              datadir:\\ DIR/cache includedir:\\ /usr/include libdir:\\ /usr/lib libexecdir:\\ /usr/lib/trafficserver/modules \\
              localstatedir:\\ DIR runtimedir:\\ DIR/run logdir:\\ DIR/log cachedir:\\ DIR/cache > runroot.yaml
            if [ "$(id -u)" = 0 ]; then chown -R trafficserver DIR; fi
            exec traffic_server --run-root=DIR/runroot.yaml
            """;

    @Override
    public String name() {
        return "traffic_server";
    }

    @Override
    public String dialect() {
        return "trafficserver";
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of();
    }

    @Override
    public ImmutableList<String> command(Path dir, Path file) {
        return ImmutableList.of("sh", "-c", START.replace("DIR", dir.toString()).replace("FILE", file.toString()));
    }

    @Override
    public String configuration(String lines) {
        return """
                CONFIG proxy.config.http.server_ports STRING {port}:ip-in={address}
                CONFIG proxy.config.http.cache.http INT 0
                CONFIG proxy.config.cache.ram_cache.size INT 8388608
                """ + lines + "\n";
    }
}
