package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.cause.Causes;
import relaycheck.cause.ConfigFiles;
import relaycheck.product.Product;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Which file is whose: a wrong cause in a finding would be worse than none. */
class AssignmentTest {
    private static final Finding WWW = open("10.0.0.5", 80, "Apache httpd", "www.example.com");
    private static final Finding WWW_HIGH = open("10.0.0.5", 8080, "Apache httpd", "www.example.com");
    private static final Finding OTHER = open("10.0.0.6", 80, "Apache httpd", "other.example.com");

    @Test
    void configuration_belongsToTheEndpointAtWhichItListens() {
        Assignment assignment = assign(List.of(WWW, WWW_HIGH), configuration("", "Listen 8080\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).containsExactly(WWW_HIGH.endpoint());
        assertThat(assignment.causes().get(WWW_HIGH.endpoint()))
                .singleElement()
                .satisfies(cause -> assertThat(cause.directive()).isEqualTo("ProxyRequests On"));
        assertThat(assignment.warnings()).isEmpty();
    }

    @Test
    void causeOfAVirtualHost_belongsToItsPortAlone() {
        Assignment assignment = assign(
                List.of(WWW, WWW_HIGH),
                configuration("", "Listen 80\nListen 8080\n<VirtualHost *:8080>\nProxyRequests On\n</VirtualHost>"));
        assertThat(assignment.causes().keySet()).containsExactly(WWW_HIGH.endpoint());
        assertThat(assignment.warnings()).singleElement().asString().contains("nothing in it opens 10.0.0.5:80");
    }

    @Test
    void address_isSurerThanThePort() {
        Assignment assignment = assign(List.of(WWW, OTHER), configuration("", "Listen 10.0.0.6:80\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).containsExactly(OTHER.endpoint());
    }

    @Test
    void nameOfAVirtualHost_isSurerThanThePort() {
        Assignment assignment = assign(
                List.of(WWW, OTHER), configuration("", "Listen 80\nServerName www.example.com\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).containsExactly(WWW.endpoint());
        assertThat(assignment.warnings()).isEmpty();
    }

    @Test
    void portAloneOfTwoHosts_isSaid() {
        Assignment assignment = assign(List.of(WWW, OTHER), configuration("", "Listen 80\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).containsExactlyInAnyOrder(WWW.endpoint(), OTHER.endpoint());
        assertThat(assignment.warnings()).singleElement().asString().contains("fits 2 hosts by its port alone");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.6, 10.0.0.6:80",
        "other.example.com, 10.0.0.6:80",
        "OTHER.example.com:80, 10.0.0.6:80",
        "10.0.0.5:8080, 10.0.0.5:8080",
    })
    void host_isWhatTheOwnerSays(String host, String endpoint) {
        Assignment assignment =
                assign(List.of(WWW, WWW_HIGH, OTHER), configuration(host, "Listen 9999\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).extracting(Endpoint::toString).containsExactly(endpoint);
    }

    @Test
    void anotherProduct_isNotTakenForIt() {
        Assignment assignment = assign(
                List.of(open("10.0.0.5", 80, "Squid", "www.example.com")),
                configuration("", "Listen 80\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).isEmpty();
        assertThat(assignment.warnings()).singleElement().asString().contains("belongs to no endpoint");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                   | Listen 9999\\nProxyRequests On  | it listens on *:9999
                   | ProxyRequests On               | does not say where it listens
            10.9.9.9 | Listen 80\\nProxyRequests On   | belongs to no endpoint that was found exposed
                   | Listen 80\\nProxyRequests Off  | nothing in it opens 10.0.0.5:80, which is OPEN
            """)
    void fileThatExplainsNothing_isSaid(String host, String lines, String warning) {
        Assignment assignment =
                assign(List.of(WWW), configuration(host == null ? "" : host, lines.replace("\\n", "\n")));
        assertThat(assignment.causes().keySet()).isEmpty();
        assertThat(assignment.warnings()).singleElement().asString().contains(warning);
    }

    @Test
    void endpointInOrder_isNotExplained() {
        Finding closed = SampleReports.notARelay();
        Assignment assignment = assign(
                List.of(closed), configuration("", "Listen " + closed.endpoint().port() + "\nProxyRequests On"));
        assertThat(assignment.causes().keySet()).isEmpty();
        assertThat(assignment.warnings()).hasSize(1);
    }

    @Test
    void log_belongsToTheOnlyHost() {
        Assignment assignment = log(List.of(WWW, WWW_HIGH), "access.log");
        assertThat(assignment.logs().get(WWW.endpoint())).containsExactly("access.log");
        assertThat(assignment.logs().get(WWW_HIGH.endpoint())).containsExactly("access.log");
        assertThat(assignment.warnings()).isEmpty();
    }

    @Test
    void logOfOneOfTwoHosts_isAskedFor() {
        Assignment assignment = log(List.of(WWW, OTHER), "access.log");
        assertThat(assignment.logs().keySet()).isEmpty();
        assertThat(assignment.warnings()).containsExactly("--log access.log: whose log is it? --log HOST=access.log");
    }

    @Test
    void log_belongsToWhoseConfigurationNamesIt() {
        OwnConfiguration plain = configuration("10.0.0.6", "Listen 80\nProxyRequests On");
        OwnConfiguration naming = new OwnConfiguration(plain.file(), plain.found(), ImmutableSet.of("access.log"));
        Assignment assignment = Assignment.of(
                List.of(WWW, OTHER), List.of(naming), List.of(file("", "/var/log/apache2/access.log.3.gz")));
        assertThat(assignment.logs().keySet()).containsExactly(OTHER.endpoint());
        assertThat(assignment.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/var/log/access.log, access.log",
        "access.log.1, access.log",
        "a/access.log.12.gz, access.log",
        "access.log-20261124.zst, access.log",
        "proxy80.log, proxy80.log",
    })
    void rotatedLog_hasItsFirstName(String path, String name) {
        assertThat(file("", path).name()).isEqualTo(name);
    }

    private static Assignment assign(List<Finding> findings, OwnConfiguration configuration) {
        return Assignment.of(findings, List.of(configuration), List.of());
    }

    private static Assignment log(List<Finding> findings, String path) {
        return Assignment.of(findings, List.of(), List.of(file("", path)));
    }

    private static OwnFile file(String host, String path) {
        return OwnFile.parse("--log", host.isEmpty() ? path : host + "=" + path, path::equals);
    }

    private static OwnConfiguration configuration(String host, String lines) {
        ConfigFiles one = new ConfigFiles() {
            @Override
            public Text read(String path) {
                return new Text(ImmutableList.copyOf(lines.split("\n", -1)), ImmutableList.of());
            }

            @Override
            public ImmutableList<String> find(String pattern) {
                return ImmutableList.of();
            }

            @Override
            public ImmutableList<String> under(String folder) {
                return ImmutableList.of();
            }
        };
        return new OwnConfiguration(
                file(host, "apache2.conf"),
                new Causes(one, Causes.dialect("apache")).read(List.of("apache2.conf")),
                ImmutableSet.of());
    }

    private static Finding open(String address, int port, String product, String name) {
        Finding sample = SampleReports.openSquid();
        return new Finding(
                Endpoint.of(address, port),
                ImmutableList.of(name),
                sample.label(),
                sample.at(),
                Verdict.OPEN,
                Severity.CRITICAL,
                sample.rule(),
                sample.because(),
                sample.relays(),
                sample.egress(),
                sample.disclosure(),
                Optional.of(new Product(product, Optional.empty(), product)),
                sample.probes(),
                sample.notAsked(),
                sample.late(),
                Background.NONE);
    }
}
