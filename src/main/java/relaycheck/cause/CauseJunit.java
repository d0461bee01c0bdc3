package relaycheck.cause;

import java.io.IOException;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import relaycheck.text.Printable;
import relaycheck.verdict.Severity;

/** For build servers: a file is a test, an open door a failure, an unread file an error. */
final class CauseJunit implements CauseFormat {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String ending() {
        return ".xml";
    }

    @Override
    public void write(Findings findings, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(findings, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IOException(impossible);
        }
        out.append(text.toString()).append('\n');
    }

    private static void suite(Findings findings, XMLStreamWriter xml) throws XMLStreamException {
        long open = findings.causes().stream().filter(CauseJunit::fails).count();
        long fine = findings.files().stream()
                .filter(file -> findings.causes().stream()
                        .noneMatch(cause -> cause.place().file().equals(file)))
                .count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "relaycheck config");
        xml.writeAttribute(
                "tests",
                Long.toString(
                        fine + findings.causes().size() + findings.unread().size()));
        xml.writeAttribute("failures", Long.toString(open));
        xml.writeAttribute("errors", Integer.toString(findings.unread().size()));
        for (String file : findings.files()) {
            if (findings.causes().stream()
                    .noneMatch(cause -> cause.place().file().equals(file))) {
                test(xml, file, "opens nothing", "", "");
            }
        }
        for (Cause cause : findings.causes()) {
            test(
                    xml,
                    cause.place().file(),
                    cause.place() + " " + cause.directive(),
                    fails(cause) ? "failure" : "",
                    because(cause));
        }
        for (Unread unread : findings.unread()) {
            test(xml, unread.place().file(), "could not be read", "error", unread.place() + ": " + unread.why());
        }
        xml.writeEndElement();
    }

    private static boolean fails(Cause cause) {
        return cause.severity().isAtLeast(Severity.MEDIUM);
    }

    private static String because(Cause cause) {
        return cause.severity().word() + ": " + cause.because() + ". "
                + cause.remedy().text() + " " + cause.step() + ": "
                + cause.remedy().change();
    }

    private static void test(XMLStreamWriter xml, String file, String name, String outcome, String message)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Printable.line(file));
        xml.writeAttribute("name", Printable.line(name));
        if (!outcome.isEmpty()) {
            xml.writeStartElement(outcome);
            xml.writeAttribute("message", Printable.line(message));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
