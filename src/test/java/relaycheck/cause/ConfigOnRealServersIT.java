package relaycheck.cause;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.real.RealProgram;
import relaycheck.real.RealServer;
import relaycheck.real.RealServers;
import relaycheck.real.RelayedTo;

/**
 * What is read from a configuration, and what the server that runs with it does. The server listens on loopback only;
 * the reading is of the same text with every address, as a stranger would find it.
 */
class ConfigOnRealServersIT {
    private static final int FEWEST = 40;

    private static RelayedTo web;
    private static RelayedTo mail;
    private static RelayedTo tls;

    @BeforeAll
    static void listen() throws IOException {
        web = RelayedTo.port(80);
        mail = RelayedTo.port(25);
        tls = RelayedTo.port(443);
    }

    @AfterAll
    static void stop() throws IOException {
        for (RelayedTo destination : List.of(web, mail, tls)) {
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
    void reading_saysWhatTheRunningServerDoes(String title, RealProgram program, String lines) throws IOException {
        RealServers.assumeInstalled(program);
        String text = program.configuration(lines);
        try (RealServer server = program.start(lines)) {
            Opens read = read(program, RealServer.filled(text, "0.0.0.0", server.port(), server.dir()));
            for (RelayedTo destination : List.of(web, mail, tls)) {
                String what = title + ", port " + destination.port() + ": ";
                assertThat(read.get().contains(destination.port()))
                        .as(what + "GET")
                        .isEqualTo(destination.byGet(server.port()));
                assertThat(read.connect().contains(destination.port()))
                        .as(what + "CONNECT")
                        .isEqualTo(destination.byConnect(server.port()));
            }
        }
    }

    @Test
    void configurations_areManyAndNamedOnce() throws IOException {
        assertThat(configurations().map(one -> one.get()[0]))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(FEWEST);
    }

    /** What anyone reaches, by all causes together. */
    private static Opens read(RealProgram program, String text) {
        String dialect = program.name().replace("apache2", "apache");
        return new Causes(
                        new TextConfigFiles(ImmutableMap.of("/main", text)),
                        Optional.of(Causes.dialect(dialect).orElseThrow()))
                .read(List.of("/main")).causes().stream()
                        .filter(cause -> cause.to() == Audience.ANYONE)
                        .map(Cause::opens)
                        .reduce(Opens.NOTHING, Opens::and);
    }
}
