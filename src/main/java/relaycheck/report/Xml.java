package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import relaycheck.text.Printable;

/**
 * An XML 1.0 document to a stream that stays open. Every text passes {@link Printable} here: what it leaves is a character
 * that XML 1.0 allows, and names are ours.
 */
final class Xml {
    private final XMLStreamWriter xml;

    private Xml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** What is written. */
    interface Content {
        void write(Xml xml) throws XMLStreamException;
    }

    /** Writes a document, from its declaration to its end. */
    static void document(OutputStream out, Content content) throws IOException {
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, UTF_8.name());
            writer.writeStartDocument(UTF_8.name(), "1.0");
            writer.writeCharacters("\n");
            content.write(new Xml(writer));
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** An element around others; its attributes are names and values in turn. */
    void element(String name, Content content, Object... attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        attributes(attributes);
        content.write(this);
        xml.writeEndElement();
    }

    /** An element of this kind on a line of its own: a report is compared by lines. */
    void line(String name, Content content, Object... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        element(name, content, attributes);
    }

    /** An element without content. */
    void empty(String name, Object... attributes) throws XMLStreamException {
        xml.writeEmptyElement(name);
        attributes(attributes);
    }

    /** Text, its line ends kept. */
    void text(String text) throws XMLStreamException {
        xml.writeCharacters(Printable.lines(text));
    }

    /** A document type without a subset. */
    void doctype(String name) throws XMLStreamException {
        xml.writeDTD("<!DOCTYPE " + name + ">");
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i].toString(), Printable.line(attributes[i + 1].toString()));
        }
    }
}
