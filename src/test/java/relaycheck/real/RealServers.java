package relaycheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Assumptions;

/** All programs that tests start. */
public final class RealServers {
    public static final RealProgram APACHE = new RealApache();
    public static final RealProgram CADDY = new RealCaddy();
    public static final RealProgram DANTE = new RealDante();
    public static final RealProgram HAPROXY = new RealHaproxy();
    public static final RealProgram LIGHTTPD = new RealLighttpd();
    public static final RealProgram NGINX = new RealNginx();
    public static final RealProgram PRIVOXY = new RealPrivoxy();
    public static final RealProgram SQUID = new RealSquid();
    public static final RealProgram TINYPROXY = new RealTinyproxy();
    public static final RealProgram TRAFFIC_SERVER = new RealTrafficServer();
    public static final ImmutableList<RealProgram> ALL =
            ImmutableList.of(APACHE, CADDY, DANTE, HAPROXY, LIGHTTPD, NGINX, PRIVOXY, SQUID, TINYPROXY, TRAFFIC_SERVER);

    private RealServers() {}

    /** Skips the test where the program is missing, and says so; with CI_REAL=1 a missing program is a failure. */
    public static void assumeInstalled(RealProgram program) {
        assume(program.isInstalled(), program.name() + " is not installed: its tests do not run");
    }

    /** Skips the test where the condition does not hold, and says why; with CI_REAL=1 that is a failure. */
    public static void assume(boolean condition, String message) {
        if (condition) {
            return;
        }
        System.out.println(message);
        assertThat(System.getenv("CI_REAL")).as(message).isNotEqualTo("1");
        Assumptions.abort(message);
    }
}
