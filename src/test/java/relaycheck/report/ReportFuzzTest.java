package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** A line of an earlier report is a finding, or it is refused; so is what the owner names. */
class ReportFuzzTest {
    private final Mutants mutants = new Mutants();

    @Test
    void aFindingsLine_isReadOrRefused() {
        ImmutableList<String> lines = Streams.stream(
                        SampleReports.everyVerdict(Locale.ENGLISH).findings())
                .map(FindingText::write)
                .collect(ImmutableList.toImmutableList());
        mutants.each(
                1_500,
                lines,
                line -> assertThat(FindingText.write(FindingText.read(line))).startsWith("{"));
    }

    @Test
    void aFileOfTheOwners_isReadOrRefused() {
        mutants.each(
                2_000,
                ImmutableList.of("10.0.0.1:80=/etc/squid/squid.conf", "[::1]=/var/log/a.log", "/etc/a=b.conf"),
                text -> assertThat(OwnFile.parse("--log", text, path -> path.length() % 2 == 0)
                                .name()
                                .length())
                        .isLessThanOrEqualTo(text.length()));
    }
}
