package relaycheck.cause;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.Main;
import relaycheck.real.RealProgram;
import relaycheck.real.RealServer;
import relaycheck.real.RealServers;
import relaycheck.real.RelayedTo;

/**
 * What is read from a configuration, and what the server that runs with it does. The server listens on loopback only;
 * the reading is of the same text with every address, as a stranger would find it.
 */
class ConfigOnRealServersIT {
    private static final int FEWEST = 150;
    /** As many at once: a server waits for most of its life. */
    private static final int SERVERS = 8;

    private static final ImmutableList<Integer> PORTS = ImmutableList.of(80, 25, 443);

    private static final List<RelayedTo> destinations = new ArrayList<>();
    private static final Map<String, Future<Compared>> compared = new HashMap<>();
    private static ExecutorService servers;

    /**
     * What was read of a configuration, and what the server with it carried, as {@code GET 80, CONNECT 443}.
     *
     * @param alive whether the server still ran afterwards
     * @param printed what it printed
     */
    private record Compared(String read, String carried, boolean alive, String printed) {}

    @BeforeAll
    static void startAll() throws IOException {
        for (int port : PORTS) {
            destinations.add(RelayedTo.port(port));
        }
        servers = Executors.newFixedThreadPool(SERVERS);
        configurations()
                .map(Arguments::get)
                .filter(one -> ((RealProgram) one[1]).isInstalled())
                .forEach(one -> compared.put(
                        (String) one[0], servers.submit(() -> compare((RealProgram) one[1], (String) one[2]))));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        servers.shutdownNow();
        servers.awaitTermination(1, MINUTES);
        for (RelayedTo destination : destinations) {
            destination.close();
        }
    }

    static Stream<Arguments> configurations() throws IOException {
        return Splitter.on("\n=== ")
                .splitToStream("\n" + Resources.toString(Resources.getResource("cause/real.txt"), UTF_8))
                .skip(1)
                .map(text -> {
                    String title = text.substring(0, text.indexOf('\n'));
                    RealProgram program = RealServers.ALL.stream()
                            .filter(one -> title.startsWith(one.name() + " "))
                            .findFirst()
                            .orElseThrow();
                    return Arguments.of(title, program, text.substring(text.indexOf('\n') + 1));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void reading_saysWhatTheRunningServerDoes(String title, RealProgram program, String text) throws Exception {
        RealServers.assumeInstalled(program);
        Compared result = compared.get(title).get();
        assertThat(result.read())
                .as(
                        "%s\n%s\n(the server %s; it printed: %s)",
                        title, text, result.alive() ? "runs" : "died", result.printed())
                .isEqualTo(result.carried());
    }

    private static Compared compare(RealProgram program, String text) throws IOException {
        List<String> parts = Splitter.on("\n--- ").splitToList(text);
        ImmutableMap<String, String> more = parts.stream()
                .skip(1)
                .collect(ImmutableMap.toImmutableMap(
                        part -> part.substring(0, part.indexOf('\n')), part -> part.substring(part.indexOf('\n') + 1)));
        try (RealServer server = program.start(parts.get(0), more)) {
            Opens read = read(program, server, program.configuration(parts.get(0)), more);
            boolean speaksSocks = program.dialect().equals("dante");
            List<String> expected = new ArrayList<>();
            List<String> carried = new ArrayList<>();
            for (RelayedTo destination : destinations) {
                int port = destination.port();
                note(expected, "GET " + port, read.get().contains(port));
                note(expected, "CONNECT " + port, read.connect().contains(port));
                note(carried, "GET " + port, !speaksSocks && byRequest(destination, server.port()));
                note(
                        carried,
                        "CONNECT " + port,
                        speaksSocks ? destination.bySocks(server.port()) : destination.byConnect(server.port()));
            }
            return new Compared(
                    String.join(", ", expected), String.join(", ", carried), server.isAlive(), server.output());
        }
    }

    private static void note(List<String> list, String what, boolean holds) {
        if (holds) {
            list.add(what);
        }
    }

    /** Debian ships no proxy that is open to strangers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apache2",
                "caddy",
                "danted.conf",
                "haproxy",
                "lighttpd",
                "nginx",
                "privoxy",
                "squid",
                "tinyproxy",
                "trafficserver",
                "varnish"
            })
    void shippedConfiguration_isReadAndOpensNothing(String name) throws IOException {
        Path shipped = Path.of("/etc", name);
        RealServers.assume(
                Files.exists(shipped), shipped + " is not there: the configuration that is shipped is not read");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), "config", shipped.toString()))
                .as(out + "%n" + err)
                .isZero();
        assertThat(out.toString()).contains(" read, 0 open doors");
    }

    @Test
    void configurations_areManyAndNamedOnce() throws IOException {
        assertThat(configurations().map(one -> one.get()[0]))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(FEWEST);
    }

    /**
     * By plain requests of several methods; by one that names one host in its line and another one in Host, one of them a
     * site of the server's own; and by the word that Privoxy has for the path.
     */
    private static boolean byRequest(RelayedTo destination, int port) throws IOException {
        String there = destination.authority();
        return destination.byPlainRequest(port)
                || destination.byGet(port, "http://www.example.com/x", there)
                || destination.byGet(port, "http://" + there + "/x", "www.example.com")
                || destination.byGet(port, "http://" + there + "/PRIVOXY-FORCE/x", there);
    }

    /** What anyone reaches, by all causes together. */
    private static Opens read(RealProgram program, RealServer server, String main, ImmutableMap<String, String> more) {
        String path = server.dir() + "/main";
        ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
        files.put(path, RealServer.filled(main, "0.0.0.0", server.port(), server.dir()));
        more.forEach((name, text) ->
                files.put(server.dir() + "/" + name, RealServer.filled(text, "0.0.0.0", server.port(), server.dir())));
        return new Causes(
                        new TextConfigFiles(files.buildOrThrow()),
                        Optional.of(Causes.dialect(program.dialect()).orElseThrow()))
                .read(List.of(path)).causes().stream()
                        .filter(cause -> cause.to() == Audience.ANYONE)
                        .map(Cause::opens)
                        .reduce(Opens.NOTHING, Opens::and);
    }
}
