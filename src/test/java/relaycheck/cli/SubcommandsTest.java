package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SubcommandsTest {
    private static CommandLine of(String arguments) {
        return Subcommands.of(
                new CommandLine(new RelaycheckCommand()),
                Splitter.on(' ').omitEmptyStrings().splitToList(arguments).toArray(String[]::new));
    }

    static ImmutableList<String> names() {
        return ImmutableList.copyOf(of("").getSubcommands().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommand_isCalledAsItsClassSays(String name) {
        CommandLine called = of("").getSubcommands().get(name);
        assertThat(called.getCommandName()).isEqualTo(name);
        assertThat(of(name + " --help").getSubcommands()).containsKey(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "skan targets", "help scan", "completion", "man", "demo"})
    void allAreThere_whereNoneIsCalledOrOneNeedsThem(String arguments) {
        assertThat(of(arguments).getSubcommands()).hasSizeGreaterThan(10).containsKeys("scan", "report");
    }

    @Test
    void aCalledCommand_isAlone() {
        assertThat(of("scan targets.example").getSubcommands()).containsOnlyKeys("scan");
    }

    @Test
    void aMistypedCommand_isToldTheNearest() {
        Console console = new Console();
        assertThat(console.run("skan", "targets")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("relaycheck scan");
    }
}
