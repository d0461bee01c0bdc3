package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;

class JunitReportTest {
    @Test
    void surefiresReader_countsAsWeDo() throws Exception {
        ReportTestSuite suite = read(SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(suite.getNumberOfTests()).isEqualTo(9);
        assertThat(suite.getNumberOfFailures()).isEqualTo(3);
        assertThat(suite.getNumberOfSkipped()).isEqualTo(3);
        assertThat(suite.getNumberOfErrors()).isZero();
        assertThat(suite.getTestCases()).hasSize(9);
        assertThat(suite.getTimeElapsed()).isEqualTo(42);
    }

    @Test
    void openEndpoint_failsWithItsReason() throws Exception {
        ReportTestCase test =
                read(SampleReports.everyVerdict(Locale.ENGLISH)).getTestCases().get(0);

        assertThat(test.getName()).isEqualTo("10.77.2.1:80");
        assertThat(test.hasFailure()).isTrue();
        assertThat(test.getFailureType()).isEqualTo("OPEN.critical");
        assertThat(test.getFailureMessage()).startsWith("relays for whoever asks from here");
        assertThat(test.getFailureDetail()).contains("CONNECT 10.77.3.1:25 HTTP/1.1 -> 200 Connection established");
    }

    @Test
    void whatCouldNotBeJudged_neitherPassesNorFails() throws Exception {
        List<ReportTestCase> tests =
                read(SampleReports.everyVerdict(Locale.ENGLISH)).getTestCases();

        assertThat(tests.stream().filter(ReportTestCase::hasSkipped).map(ReportTestCase::getName))
                .containsExactly("10.77.2.4:80", "198.51.100.7:80", "www.example.com");
        assertThat(tests.stream().filter(ReportTestCase::isSuccessful).map(ReportTestCase::getName))
                .containsExactly("10.77.2.3:3128", "[fd00::5]:80", "10.77.2.6:8080");
    }

    @Test
    void nothingAsked_isAnEmptySuite() throws Exception {
        assertThat(read(SampleReports.empty()).getTestCases()).isEmpty();
    }

    @Test
    void scanThatWasKilled_isAnError() throws Exception {
        Report whole = SampleReports.everyVerdict(Locale.ENGLISH);
        ReportTestSuite suite = read(new Report(
                SampleReports.killed(whole.run()),
                whole.summary(),
                whole.findings(),
                whole.skipped(),
                whole.language()));

        assertThat(suite.getNumberOfErrors()).isEqualTo(1);
        assertThat(suite.getNumberOfTests()).isEqualTo(10);
        assertThat(suite.getTestCases().get(0).hasError()).isTrue();
        assertThat(suite.getTestCases().get(0).getFailureMessage()).isEqualTo("the scan was not completed");
    }

    private static ReportTestSuite read(Report report) throws Exception {
        byte[] xml = Written.as("junit", report).getBytes(UTF_8);
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), UTF_8))
                .get(0);
    }
}
