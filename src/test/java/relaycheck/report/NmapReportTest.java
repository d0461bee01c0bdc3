package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import relaycheck.real.RealServers;
import relaycheck.verdict.Finding;

class NmapReportTest {
    private static final Path NDIFF = Path.of("/usr/bin/ndiff");
    private static final Path DTD = Path.of("/usr/share/nmap/nmap.dtd");

    @TempDir
    Path folder;

    @Test
    void ports_standUnderTheirHostInOrder() throws Exception {
        Report report = SampleReports.report(
                List.of(
                        SampleReports.open("10.0.0.2", "", 8080),
                        SampleReports.open("10.0.0.1", "", 3128),
                        SampleReports.open("10.0.0.2", "", 80)),
                List.of(),
                Locale.ENGLISH);
        Document xml = parse(Written.as("nmap", report), false);

        assertThat(attributes(xml, "address", "addr")).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(attributes(xml, "port", "portid")).containsExactly("3128", "80", "8080");
    }

    @Test
    void states_areThoseOfNmap() throws Exception {
        Document xml = parse(Written.as("nmap", SampleReports.everyVerdict(Locale.ENGLISH)), false);

        assertThat(attributes(xml, "address", "addr")).startsWith("10.77.2.1").endsWith("10.77.2.66", "fd00::5");
        assertThat(attributes(xml, "state", "state"))
                .containsExactly("open", "open", "open", "open", "closed", "open", "open");
        assertThat(attributes(xml, "service", "name")).contains("http-proxy", "http");
        assertThat(attributes(xml, "script", "output").get(0))
                .startsWith("OPEN (critical): relays for whoever asks from here");
    }

    /** An importer takes the name for what listens there: SSH was HTTP, "probed", with a confidence of 10. */
    @Test
    void whatSpokeNoHttp_isNotCalledHttp() throws Exception {
        assertThat(services(SampleReports.inconclusive())).isEmpty();
        assertThat(services(SampleReports.notARelay())).containsExactly("http");
        assertThat(services(SampleReports.loginNeeded())).containsExactly("http-proxy");
        String open = FindingText.write(SampleReports.openSquid());
        assertThat(services(FindingText.read(open))).containsExactly("http-proxy");
        assertThat(services(FindingText.read(open.replaceAll("\"way\":\"[a-z-]+\"", "\"way\":\"socks\""))))
                .containsExactly("socks-proxy");
    }

    private static List<String> services(Finding finding) throws Exception {
        Report report = SampleReports.report(List.of(finding), List.of(), Locale.ENGLISH);
        return attributes(parse(Written.as("nmap", report), false), "service", "name");
    }

    @Test
    void nmapsOwnDefinition_isMet() throws Exception {
        RealServers.assume(Files.exists(DTD), "not checked against nmap.dtd: Debian's nmap-common is not installed");

        parse(Written.as("nmap", SampleReports.everyVerdict(Locale.ENGLISH)), true);
        parse(Written.as("nmap", SampleReports.hostileOnly()), true);
        parse(Written.as("nmap", SampleReports.empty()), true);
    }

    @Test
    void ndiff_seesWhatChanged() throws Exception {
        RealServers.assume(Files.exists(NDIFF), "not read by ndiff: Debian's ndiff is not installed");
        Path before =
                file("before.xml", SampleReports.report(List.of(SampleReports.notARelay()), List.of(), Locale.ROOT));
        Path after = file("after.xml", SampleReports.everyVerdict(Locale.ENGLISH));

        assertThat(ndiff(before, after)).contains("(10.77.2.1):", "http-proxy").doesNotContain("Traceback");
        assertThat(ndiff(after, after)).doesNotContain("10.77.2.1", "Traceback");
    }

    private String ndiff(Path before, Path after) throws Exception {
        Process process = new ProcessBuilder(NDIFF.toString(), before.toString(), after.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    private Path file(String name, Report report) throws Exception {
        return Files.writeString(folder.resolve(name), Written.as("nmap", report), UTF_8);
    }

    private static List<String> attributes(Document xml, String element, String attribute) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < xml.getElementsByTagName(element).getLength(); i++) {
            values.add(((Element) xml.getElementsByTagName(element).item(i)).getAttribute(attribute));
        }
        return values;
    }

    private static Document parse(String xml, boolean validate) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setValidating(validate);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        builder.setEntityResolver((name, system) -> new InputSource(Files.newBufferedReader(DTD, UTF_8)));
        String typed = validate ? xml.replace("<!DOCTYPE nmaprun>", "<!DOCTYPE nmaprun SYSTEM \"nmap.dtd\">") : xml;
        return builder.parse(new InputSource(new StringReader(typed)));
    }

    /** Anything that is not as it should be ends the test. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
